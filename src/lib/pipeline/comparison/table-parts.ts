import type {MysqlTable} from '../../core/mysql-schema.js'
import {quoteIdentifier, quoteMysqlIdentifier} from '../../core/quote.js'
import type {ComparedTable} from '../../core/verify/compared-table.js'
import type {RowsSql} from '../../core/verify/table-sql.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {qualifiedName} from '../../mysql/qualified-name.js'
import {rangeKey} from '../../mysql/ranges/range-key.js'
import {planRanges, type RangeSize} from '../../mysql/ranges/plan-ranges.js'
import {forceIndex, type KeyInterval, type RowRange} from '../../mysql/ranges/row-range.js'

/** Rows of a table on both sides, which are the same rows when nothing differs. */
export interface TablePart {
  mysql: RowsSql
  /** The same in pieces that are read side by side. */
  pieces: RowsSql[]
  /** Condition on the Postgres table. */
  postgres: string
}

/** Where a table's rows are planned from. */
export interface PartedTable {
  planner: SourceConnection
  database: string
  source: MysqlTable
  rows: number
  table: ComparedTable
  size?: RangeSize
}

/**
 * Splits a table by a key that both servers order alike, which numbers are. Any other key cuts MySQL's side into pieces only:
 * they are added up and held against all of Postgres, which reads in parallel by itself.
 * @yields at least one part
 */
export async function* tableParts(parted: PartedTable): AsyncGenerator<TablePart, void, undefined> {
  const {planner, database, source, rows, size} = parted
  const from = qualifiedName(database, source.name)
  const column = rangeColumn(parted)
  const pieces: RowsSql[] = []
  for await (const range of planRanges(planner, database, {table: source, rows}, size)) {
    const piece = range === undefined ? {from, where: 'TRUE'} : inRange(from, range)
    if (range?.interval && column)
      yield {mysql: piece, pieces: [piece], postgres: within(column, range.interval)}
    else pieces.push(piece)
  }
  if (pieces.length > 0) yield {mysql: {from, where: 'TRUE'}, pieces, postgres: 'TRUE'}
}

function inRange(from: string, {index, where}: RowRange): RowsSql {
  return {from: `${from}${forceIndex(index)}`, where}
}

const INTEGERS = new Set(['bigint', 'integer', 'numeric', 'smallint'])

/** The Postgres column by which MySQL's ranges are found again; undefined where its values are no integers. */
function rangeColumn({source, table}: PartedTable): string | undefined {
  const first = rangeKey(source)?.columns[0]
  const column = table.columns.find(each => first && quoteMysqlIdentifier(each.source) === first.name)
  const isInteger =
    column && column.form.recheck === undefined && INTEGERS.has(column.type.replace(/\(.*/, ''))
  return isInteger ? quoteIdentifier(column.target) : undefined
}

/** A key that was lost may have let NULLs in: they belong to the first part. */
function within(column: string, {low, high}: KeyInterval): string {
  const conditions = [
    ...(low === undefined ? [] : [`${column} >= ${low}`]),
    ...(high === undefined ? [] : [`${column} < ${high}`]),
  ]
  if (conditions.length === 0) return 'TRUE'
  return low === undefined ? `${conditions.join(' AND ')} OR ${column} IS NULL` : conditions.join(' AND ')
}
