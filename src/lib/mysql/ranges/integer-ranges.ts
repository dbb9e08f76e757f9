import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SplitTable} from './plan-ranges.js'
import {qualifiedName} from '../qualified-name.js'
import type {KeyInterval, RowRange} from './row-range.js'

/** Integers from `low` up to but not including `high`, and how many rows the server estimates there. */
interface Interval {
  low: bigint
  high: bigint
  rows: number
}

/**
 * Splits an integer key by arithmetic, and splits again any interval that holds too many rows: keys have gaps. The server
 * estimates rows from the index, which costs next to nothing however large the table is.
 * @yields at least one range; the first has no lower end and the last no upper
 */
export async function* integerRanges(split: SplitTable): AsyncGenerator<RowRange, void, undefined> {
  const column = split.key.columns[0]!.name
  const {index} = split.key
  let from: bigint | undefined
  let until: bigint | undefined
  for await (const {high} of gathered(intervals(split, await wholeKey(split)), split.rows)) {
    if (until !== undefined)
      yield {index, where: between(column, from, until), interval: interval(from, until)}
    from = until
    until = high
  }
  yield {index, where: between(column, from, undefined), interval: interval(from, undefined)}
}

function interval(low: bigint | undefined, high: bigint | undefined): KeyInterval {
  return {low: low?.toString(), high: high?.toString()}
}

async function wholeKey({connection, database, table, key, totalRows}: SplitTable): Promise<Interval> {
  const column = key.columns[0]!.name
  const [row] = await connection.query<{
    low: bigint | number | string | null
    high: bigint | number | string
  }>(
    `SELECT MIN(${column}) AS low, MAX(${column}) AS high FROM ${qualifiedName(database, table.name)}`,
    `split table ${table.name}`,
  )
  if (!row || row.low === null) return {low: 0n, high: 1n, rows: 0}
  return {low: BigInt(row.low), high: BigInt(row.high) + 1n, rows: totalRows}
}

/**
 * Cuts an interval by its number of rows, and cuts each part again if it still holds too many.
 * @yields adjacent intervals, from the lowest to the highest
 */
async function* intervals(split: SplitTable, whole: Interval): AsyncGenerator<Interval, void, undefined> {
  const width = whole.high - whole.low
  const parts = BigInt(Math.min(Math.ceil(whole.rows / split.rows), Number(width)))
  if (parts <= 1n) return yield whole
  for (let part = 0n; part < parts; part++) {
    const low = whole.low + (width * part) / parts
    const high = whole.low + (width * (part + 1n)) / parts
    const each = {low, high, rows: await estimateRows(split, low, high)}
    if (each.rows > 2 * split.rows) yield* intervals(split, each)
    else yield each
  }
}

async function estimateRows(
  {connection, database, table, key}: SplitTable,
  low: bigint,
  high: bigint,
): Promise<number> {
  // MySQL does not look into an index that it is forced to use, and estimates one row for any interval.
  const where = between(key.columns[0]!.name, low, high)
  const [plan] = await connection.query<{rows: number | null}>(
    `EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM ${qualifiedName(database, table.name)} USE INDEX (${quoteMysqlIdentifier(key.index)}) WHERE ${where}`,
    `split table ${table.name}`,
  )
  return Number(plan?.rows ?? 0)
}

/**
 * Joins adjacent intervals that together hold few rows: every range costs a query.
 * @yields the same interval in fewer parts
 */
async function* gathered(
  parts: AsyncIterable<Interval>,
  rows: number,
): AsyncGenerator<Interval, void, undefined> {
  let waiting: Interval | undefined
  for await (const part of parts) {
    if (waiting && waiting.rows + part.rows > rows) {
      yield waiting
      waiting = undefined
    }
    waiting = waiting ? {low: waiting.low, high: part.high, rows: waiting.rows + part.rows} : part
  }
  if (waiting) yield waiting
}

function between(column: string, low: bigint | undefined, high: bigint | undefined): string {
  const conditions = [
    ...(low === undefined ? [] : [`${column} >= ${low}`]),
    ...(high === undefined ? [] : [`${column} < ${high}`]),
  ]
  return conditions.join(' AND ') || 'TRUE'
}
