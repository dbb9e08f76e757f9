import type {MysqlTable} from '../../core/mysql-schema.js'
import {quoteIdentifier, quoteMysqlIdentifier} from '../../core/quote.js'
import type {ComparedTable} from '../../core/verify/compared-table.js'
import type {RowsSql} from '../../core/verify/table-sql.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {qualifiedName} from '../../mysql/qualified-name.js'
import {rangeKey} from '../../mysql/ranges/range-key.js'
import {planRanges, type RangeSize} from '../../mysql/ranges/plan-ranges.js'
import {forceIndex, type KeyInterval, type RowRange} from '../../mysql/ranges/row-range.js'

/** Conditions that select the same rows of a table on both sides, if nothing differs. */
export interface TablePart {
  mysql: RowsSql
  /** The rows in MySQL, in pieces that can be read in parallel. */
  pieces: RowsSql[]
  /** The condition on the Postgres table. */
  postgres: string
}

/** A table, and what its parts are planned from. */
export interface PartedTable {
  planner: SourceConnection
  database: string
  source: MysqlTable
  rows: number
  table: ComparedTable
  size?: RangeSize
}

/**
 * Splits a table by a numeric key, which both servers order in the same way. Any other key only cuts MySQL's side into pieces,
 * which are added up and compared with the whole table in Postgres, which reads in parallel by itself.
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

/** The Postgres column in which MySQL's ranges are found again; undefined if its values are not integers. */
function rangeColumn({source, table}: PartedTable): string | undefined {
  const first = rangeKey(source)?.columns[0]
  const column = table.columns.find(each => first && quoteMysqlIdentifier(each.source) === first.name)
  const isInteger =
    column && column.form.recheck === undefined && INTEGERS.has(column.type.replace(/\(.*/, ''))
  return isInteger ? quoteIdentifier(column.target) : undefined
}

/** If the key does not exist in Postgres, there may be NULLs: they belong to the first part. */
function within(column: string, {low, high}: KeyInterval): string {
  const conditions = [
    ...(low === undefined ? [] : [`${column} >= ${low}`]),
    ...(high === undefined ? [] : [`${column} < ${high}`]),
  ]
  if (conditions.length === 0) return 'TRUE'
  return low === undefined ? `${conditions.join(' AND ')} OR ${column} IS NULL` : conditions.join(' AND ')
}
