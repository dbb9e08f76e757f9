import type {ColumnContext, ColumnType} from '../columns/column-type.js'
import type {ConvertedColumn} from '../columns/convert-columns.js'
import {icuCollation} from './icu-collations.js'
import {isJsonColumn} from '../columns/json-columns.js'
import type {MysqlColumn, MysqlTable} from '../../mysql-schema.js'
import type {PostgresCollation, PostgresSchema} from '../../postgres-schema.js'

export const CITEXT = 'public.citext'

/** Whether a column becomes text in Postgres; enums, sets and JSON have collations in MySQL only. */
export function isText(table: MysqlTable, column: MysqlColumn): boolean {
  return /^(?:char|varchar|(?:tiny|medium|long)?text)$/.test(column.dataType) && !isJsonColumn(table, column)
}

/** The type with the collation that a rule chooses. */
export function withCollation(
  type: ColumnType,
  table: MysqlTable,
  {column, rule}: ColumnContext,
): ColumnType {
  if (!isText(table, column)) return type
  if (rule.collation === 'ignore-case') return {...type, collation: icuCollation(column)}
  return rule.collation === 'citext' ? {...type, type: CITEXT} : type
}

/** What the columns of a schema need that is no type of Postgres' own. */
export function neededCollations(
  tables: ReadonlyMap<string, ReadonlyMap<string, ConvertedColumn>>,
): Pick<PostgresSchema, 'collations' | 'extensions'> {
  const types = [...tables.values()].flatMap(columns => [...columns.values()].map(({type}) => type))
  const collations = new Map<string, PostgresCollation>()
  for (const {collation} of types) if (collation) collations.set(collation.name, collation)
  return {
    collations: [...collations.values()],
    extensions: types.some(({type}) => type === CITEXT) ? ['citext'] : [],
  }
}
