import type {MysqlColumn, MysqlSchema} from '../mysql-schema.js'
import type {PostgresSchema} from '../postgres-schema.js'
import {quoteIdentifier} from '../quote.js'
import type {ColumnCopy, TableCopy} from '../table-copy.js'
import type {DataProfile} from '../table-profile.js'
import {valueForm, type ValueForm} from './value-form.js'

/** A table on both sides, with the form in which the values of its columns are compared. */
export interface ComparedTable {
  /** MySQL table. */
  source: string
  /** Postgres table. */
  target: string
  columns: ComparedColumn[]
  /** Positions in `columns` of the key that identifies a row; empty if there is none. */
  key: number[]
}

export interface ComparedColumn {
  /** MySQL column. */
  source: string
  /** Postgres column. */
  target: string
  /** Postgres type. */
  type: string
  form: ValueForm
  /** Whether it is NOT NULL on both sides. */
  required: boolean
  /** Whether a value that Postgres refuses may be NULL instead. */
  nullable: boolean
}

/** The part of the plan that the comparison uses. */
export interface ComparedPlan {
  mysql: MysqlSchema
  /** Of the snapshot in which MySQL is compared. */
  profile: DataProfile
  postgres: PostgresSchema
  copies: TableCopy[]
}

/** A table of a plan as it is compared, generated columns included. */
export function comparedTable(copy: TableCopy, {mysql, profile, postgres}: ComparedPlan): ComparedTable {
  const source = mysql.tables.find(({name}) => name === copy.source)!
  const target = postgres.tables.find(({name}) => name === copy.target)!
  const compare = (column: ColumnCopy): ComparedColumn => {
    const from: MysqlColumn = source.columns.find(({name}) => name === column.source)!
    const {type, nullable} = target.columns.find(({name}) => name === column.target)!
    const form = valueForm({
      copy: column,
      source: from,
      server: mysql.server,
      profile: profile[copy.source]?.columns[column.source],
      type,
      target: quoteIdentifier(column.target),
    })
    const required = !from.nullable && !nullable
    return {source: column.source, target: column.target, type, form, required, nullable: column.nullable}
  }

  const columns = [...copy.columns, ...copy.computed].map(compare)
  return {
    source: copy.source,
    target: copy.target,
    columns,
    key: copy.key.map(name => columns.findIndex(column => column.source === name)),
  }
}

/**
 * The table with one set of forms after the other, the cheapest first: equal values may still differ in one form and be equal in
 * the next.
 */
export function tableForms(table: ComparedTable): ComparedTable[] {
  return [withForms(table, 'hasty'), table, withForms(table, 'thorough')].filter(each => each !== undefined)
}

/** Undefined where no column has such a form. */
function withForms(table: ComparedTable, which: 'hasty' | 'thorough'): ComparedTable | undefined {
  if (table.columns.every(({form}) => form[which] === undefined)) return undefined
  const columns = table.columns.map(column => ({...column, form: {...column.form, ...column.form[which]}}))
  return {...table, columns}
}
