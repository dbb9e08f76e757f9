import {findColumn} from '../find-table.js'
import type {ConvertedColumn} from '../columns/convert-columns.js'
import type {MysqlColumn, MysqlIndex, MysqlIndexPart, MysqlTable} from '../../mysql-schema.js'

/**
 * Bytes that fit in an entry of a btree for certain: Postgres ends at 2704 with its bookkeeping, where InnoDB takes
 * 3072 and MariaDB's unique keys over whole texts have no end.
 */
export const ENTRY_BYTES = 2600

/** Whether a column's texts or bytes could make an entry of an index too long, going by what its type can hold. */
export function canBeTooLong(table: MysqlTable, column: MysqlColumn): boolean {
  if (column.length === null) return false
  const find = (part: MysqlIndexPart): MysqlColumn | undefined => findColumn(table, part.column ?? '')
  return table.indexes.some(
    index =>
      index.parts.some(({column: name}) => name === column.name) &&
      entryBytes(wholeKey(index), part => partBytes(find(part), part.prefix)) > ENTRY_BYTES,
  )
}

/** A primary key over first characters as the one over whole values that Postgres can have; others as they are. */
export function wholeKey<Index extends MysqlIndex>(index: Index): Index {
  if (index.name !== 'PRIMARY') return index
  return {...index, parts: index.parts.map(part => ({...part, prefix: null}))}
}

/** Whether the values that were counted can make an entry of the index too long. */
export function isTooLong(index: MysqlIndex, columns: ReadonlyMap<string, ConvertedColumn>): boolean {
  const bytesOf = (part: MysqlIndexPart): number => {
    const column = columns.get(part.column ?? '')
    return Math.min(partBytes(column?.source, part.prefix), column?.longest ?? Infinity)
  }

  return entryBytes(index, bytesOf) > ENTRY_BYTES
}

function entryBytes({kind, parts}: MysqlIndex, bytesOf: (part: MysqlIndexPart) => number): number {
  if (kind !== 'btree' && kind !== 'hash') return 0
  return parts.reduce((sum, part) => sum + bytesOf(part), 0)
}

/** A character has up to four bytes in UTF-8; numbers and dates count as 16 bytes. */
function partBytes(column: MysqlColumn | undefined, prefix: number | null): number {
  if (!column || column.length === null) return 16
  return Math.min(column.length, prefix ?? Infinity) * (column.charset === null ? 1 : 4)
}
