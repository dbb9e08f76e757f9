import {isJsonColumn} from '../convert/columns/json-columns.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'
import {BYTES_OVERRIDES, GEOMETRY_OVERRIDES, UUID_OVERRIDES} from './binary-overrides.js'
import {DATETIME_OVERRIDES, TIME_OVERRIDES, TIMESTAMP_OVERRIDES} from './date-overrides.js'
import {
  BIT_OVERRIDES,
  BITS_OVERRIDES,
  DECIMAL_OVERRIDES,
  DOUBLE_OVERRIDES,
  FLOAT_OVERRIDES,
  INTEGER_OVERRIDES,
  YEAR_OVERRIDES,
} from './number-overrides.js'
import {
  ADDRESS_OVERRIDES,
  ENUM_OVERRIDES,
  JSON_OVERRIDES,
  SET_OVERRIDES,
  TEXT_OVERRIDES,
} from './text-overrides.js'
import type {TypeOverride} from './type-override.js'

/** An override as a rule spelled it, with the numbers in its parentheses. */
export interface FoundOverride {
  override: TypeOverride
  numbers: number[]
}

/** The override that `as: varchar(40)` names for a column; undefined where the column cannot be that. */
export function findOverride(table: MysqlTable, column: MysqlColumn, as: string): FoundOverride | undefined {
  for (const override of overridesOf(table, column)) {
    const numbers = numbersIn(as, override.as)
    if (numbers && areSensible(numbers)) return {override, numbers}
  }

  return undefined
}

/** What rules can make of a column. */
export function overridesOf(table: MysqlTable, column: MysqlColumn): TypeOverride[] {
  const {dataType, columnType, length} = column
  if (isJsonColumn(table, column)) return JSON_OVERRIDES
  if (columnType === 'bit(1)') return BIT_OVERRIDES
  if (dataType.endsWith('binary') && length === 16) return [...BYTES_OVERRIDES, ...UUID_OVERRIDES]
  return Object.hasOwn(OVERRIDES, dataType) ? (OVERRIDES[dataType] ?? []) : []
}

/** By MySQL type. */
const OVERRIDES: Record<string, TypeOverride[]> = {
  ...allOf(INTEGER_OVERRIDES, 'tinyint', 'smallint', 'mediumint', 'int', 'bigint'),
  decimal: DECIMAL_OVERRIDES,
  float: FLOAT_OVERRIDES,
  double: DOUBLE_OVERRIDES,
  year: YEAR_OVERRIDES,
  bit: BITS_OVERRIDES,
  ...allOf(TEXT_OVERRIDES, 'char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'),
  ...allOf(BYTES_OVERRIDES, 'binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'),
  datetime: DATETIME_OVERRIDES,
  timestamp: TIMESTAMP_OVERRIDES,
  time: TIME_OVERRIDES,
  enum: ENUM_OVERRIDES,
  set: SET_OVERRIDES,
  ...allOf(ADDRESS_OVERRIDES, 'uuid', 'inet4', 'inet6'),
  ...allOf(GEOMETRY_OVERRIDES, 'geometry', 'point'),
}

function allOf(overrides: TypeOverride[], ...types: string[]): Record<string, TypeOverride[]> {
  return Object.fromEntries(types.map(type => [type, overrides]))
}

/** The numbers of `varchar(40)`, read by `varchar(n)`. */
function numbersIn(as: string, spelling: string): number[] | undefined {
  const pattern = spelling.replaceAll(/[()[\]]/g, String.raw`\$&`).replaceAll(/\b[ns]\b/g, String.raw`(\d+)`)
  return new RegExp(`^${pattern}$`).exec(as.replaceAll(', ', ','))?.slice(1).map(Number)
}

/** Bounds of Postgres: a length of at most 10485760 characters, a precision of at most 1000 digits. */
function areSensible([first, scale]: number[]): boolean {
  if (first === undefined) return true
  return scale === undefined
    ? first >= 1 && first <= 10_485_760
    : first >= 1 && first <= 1000 && scale <= first
}
