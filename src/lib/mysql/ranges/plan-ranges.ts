import type {MysqlTable} from '../../core/mysql-schema.js'

import type {SqlSession} from '../connect.js'
import {hasWideRows} from './has-wide-rows.js'
import {integerRanges} from './integer-ranges.js'
import {type RangeKey, rangeKey} from './range-key.js'
import type {RowRange} from './row-range.js'
import {steppedRanges} from './stepped-ranges.js'

/** A table to split, inside the snapshot that `connection` sees. */
export interface SplitTable {
  connection: SqlSession
  database: string
  table: MysqlTable
  key: RangeKey
  totalRows: number
  /** About how many rows a range should have. */
  rows: number
}

/** About how much a range holds: at most this many bytes of MySQL's data and, since the server's figures may be old, this many rows. */
export interface RangeSize {
  bytes: number
  rows: number
}

/** Reading this takes some tenths of a second, so that all readers end at about the same time. */
const RANGE_SIZE: RangeSize = {bytes: 16 << 20, rows: 400_000}

/**
 * Splits a table into ranges of about equal size that hold every row exactly once; ranges are planned as they are asked for.
 * `rows` is how many rows it has.
 * @yields undefined, once, for a table that is better read, or can only be read, as a whole
 */
export async function* planRanges(
  connection: SqlSession,
  database: string,
  {table, rows}: {table: MysqlTable; rows: number},
  size = RANGE_SIZE,
): AsyncGenerator<RowRange | undefined, void, undefined> {
  const key = rangeKey(table)
  const parts = Math.max(table.dataBytes / size.bytes, rows / size.rows)
  if (!key || parts <= 2 || rows < parts || hasWideRows(table, rows)) {
    yield undefined
    return
  }

  const split = {connection, database, table, key, totalRows: rows, rows: Math.ceil(rows / parts)}
  const isOneInteger = key.columns.length === 1 && key.columns[0]?.isInteger
  yield* isOneInteger ? integerRanges(split) : steppedRanges(split)
}
