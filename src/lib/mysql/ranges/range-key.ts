import type {MysqlColumn, MysqlIndex, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

/** A key that is unique and never NULL, so that its intervals cover each row exactly once. */
export interface RangeKey {
  index: string
  columns: KeyColumn[]
}

/** How a key column is read as text, and how that text is written as a literal to compare the column with. */
export interface KeyColumn {
  name: string
  /** MySQL's type, as `MysqlColumn` has it. */
  dataType: string
  isInteger: boolean
  /** Expression that gives the exact value as text. */
  read: string
  /** Undefined for a value that the server would not compare as one of the column's type, such as a date that does not exist. */
  literal: (text: string) => string | undefined
}

/**
 * The key by which InnoDB stores a table, if its values can be written exactly: reading by any other key would fetch row
 * after row. Undefined if there is none.
 */
export function rangeKey(table: MysqlTable): RangeKey | undefined {
  if (table.engine.toUpperCase() !== 'INNODB') return undefined
  const index = table.indexes.find(({name}) => name === 'PRIMARY') ?? table.indexes.find(isKey(table))
  if (!index || !isKey(table)(index)) return undefined
  const columns = index.parts.map(({column}) => keyColumn(columnOf(table, column)))
  return columns.every(column => column !== undefined) ? {index: index.name, columns} : undefined
}

function isKey(table: MysqlTable): (index: MysqlIndex) => boolean {
  return ({kind, unique, visible, parts}) =>
    kind === 'btree' &&
    unique &&
    visible &&
    parts.every(
      ({column, prefix, descending}) =>
        prefix === null && !descending && columnOf(table, column)?.nullable === false,
    )
}

function columnOf({columns}: MysqlTable, name: string | null): MysqlColumn | undefined {
  return columns.find(column => column.name === name)
}

function keyColumn(column: MysqlColumn | undefined): KeyColumn | undefined {
  if (!column || isSortedOtherwise(column)) return undefined
  const {dataType, charset} = column
  const name = quoteMysqlIdentifier(column.name)
  const common = {name, dataType, isInteger: INTEGERS.has(dataType)}
  if (common.isInteger || dataType === 'decimal') return {...common, read: name, literal: text => text}
  // Compared with text, they would be compared as text: `'10' < '9'`, labels in alphabetical order.
  if (NUMBERED.has(dataType)) return {...common, read: `${name} + 0`, literal: text => text}
  if (BYTES.has(dataType)) return {...common, read: `HEX(${name})`, literal: hex => `X'${hex}'`}
  if (TEXTS.has(dataType) && charset !== null)
    return {...common, read: `HEX(${name})`, literal: hex => `_${charset} X'${hex}'`}
  if (QUOTED.has(dataType)) return {...common, read: name, literal: text => `'${text}'`}
  if (DATES.has(dataType))
    return {...common, read: name, literal: text => (isDate(text) ? `'${text}'` : undefined)}
  // Floating point numbers cannot be read exactly.
  return undefined
}

/** Under these collations MariaDB sorts char as padded text but compares it unpadded: an interval would lose rows. */
function isSortedOtherwise({dataType, collation}: MysqlColumn): boolean {
  return dataType === 'char' && /_nopad_/.test(collation ?? '')
}

const INTEGERS = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint'])
const NUMBERED = new Set(['bit', 'enum', 'set', 'year'])
const BYTES = new Set(['binary', 'varbinary'])
const TEXTS = new Set(['char', 'varchar'])
const DATES = new Set(['date', 'datetime', 'timestamp'])
const QUOTED = new Set(['inet4', 'inet6', 'time', 'uuid'])

/** Days up to the 28th exist in every month; the others are not worth a calendar. */
function isDate(text: string): boolean {
  return /^(?!0000)\d{4}-(?!00)\d\d-(?!00)[012]\d/.test(text)
}
