import type {ConvertedColumn} from '../columns/convert-columns.js'
import type {MysqlIndex} from '../../mysql-schema.js'
import type {EqualRows} from '../../table-profile.js'

/** An index as it will be made: not unique any more, or over lower(). */
export interface IndexForm extends MysqlIndex {
  /** Columns that a rule indexes by lower() stand in it as that. */
  lower: boolean
}

/** What decides the forms of a table's indexes. */
export interface FormContext {
  columns: ReadonlyMap<string, ConvertedColumn>
  /** Sets of columns that foreign keys refer to. */
  referenced: readonly (readonly string[])[]
  /** Rows that will be equal in Postgres, by index name. */
  equalRows: Readonly<Record<string, EqualRows>>
}

/**
 * The indexes that one index becomes. Over lower() there is neither a primary key nor anything that a foreign key could
 * refer to, so such a key stays and a unique index joins it. Rows that will be equal take a key its uniqueness.
 */
export function indexForms(index: MysqlIndex, {columns, referenced, equalRows}: FormContext): IndexForm[] {
  const lower = index.parts.some(({column}) => columns.get(column ?? '')?.rule.collation === 'lower-index')
  const form = {...index, lower, unique: index.unique && !equalRows[index.name]?.groups}
  const stays = index.name === 'PRIMARY' || referenced.some(names => isOver(index, names))
  if (!lower || !index.unique || !stays) return [form]
  const name = index.name === 'PRIMARY' ? 'lower_key' : `${index.name}_lower`
  return [
    {...index, lower: false},
    {...form, name},
  ]
}

function isOver({parts}: MysqlIndex, names: readonly string[]): boolean {
  return parts.length === names.length && parts.every(({column}) => column !== null && names.includes(column))
}
