import {unmatchedRows, type RowHash, type UnmatchedRows} from '../../core/verify/match-rows.js'
import type {TableComparison} from '../../core/row-comparison.js'
import {examineRows} from './examine-rows.js'
import {onBoth, type TableSides} from './table-sides.js'

/** How many rows of differing buckets are looked at, on each side. */
const MOST_ROWS = 100_000

/**
 * Compares all rows of a table. Each server reads its side once and tells a count and a sum; only where these differ are
 * there more questions, and only hashes of rows near a difference and the differing rows themselves travel.
 */
export async function compareTable(sides: TableSides): Promise<TableComparison> {
  const started = performance.now()
  const [mysql, postgres] = await onBoth(sides, ({sql, query}) => query<Sums>(sql.totals))
  const total = mysql[0]!
  const targetTotal = postgres[0]!
  const isSame = total.n === targetTotal.n && total.s === targetTotal.s
  if (!isSame && sides.thorough) return compareTable(sides.thorough)
  const equal = {differing: 0, missing: 0, extra: 0, refused: 0, more: false, examples: []}
  return {
    source: sides.table.source,
    target: sides.table.target,
    rows: Number(total.n),
    targetRows: Number(targetTotal.n),
    ...(isSame ? equal : await findDifferences(sides)),
    seconds: (performance.now() - started) / 1000,
  }
}

interface Sums {
  n: string
  s: string | null
}

type Found = Pick<TableComparison, 'differing' | 'examples' | 'extra' | 'missing' | 'more' | 'refused'>

async function findDifferences(sides: TableSides): Promise<Found> {
  const [mysql, postgres] = await onBoth(sides, ({sql, query}) => query<Bucket>(sql.buckets))
  const {buckets, more} = differingBuckets(mysql, postgres)
  const rows = buckets.length === 0 ? [] : await unmatched(sides, buckets)
  return {...(await examineRows(sides, rows)), more}
}

type Bucket = Sums & {b: string}

/** Those that differ, as many as may be looked at. */
function differingBuckets(
  mysql: readonly Bucket[],
  postgres: readonly Bucket[],
): {buckets: number[]; more: boolean} {
  const others = new Map(postgres.map(bucket => [bucket.b, bucket]))
  const known = new Set(mysql.map(({b}) => b))
  const pairs = [
    ...mysql.map(bucket => ({bucket, other: others.get(bucket.b)})),
    ...postgres.filter(({b}) => !known.has(b)).map(bucket => ({bucket, other: undefined})),
  ].filter(({bucket, other}) => bucket.n !== other?.n || bucket.s !== other?.s)
  let rows = 0
  const buckets = pairs.flatMap(({bucket, other}) => {
    if (rows >= MOST_ROWS) return []
    rows += Math.max(Number(bucket.n), Number(other?.n ?? 0))
    return [Number(bucket.b)]
  })
  return {buckets, more: buckets.length < pairs.length}
}

async function unmatched(sides: TableSides, buckets: readonly number[]): Promise<UnmatchedRows[]> {
  const [mysql, postgres] = await onBoth(sides, ({sql, query}) => query<RowHash>(sql.hashes(buckets)))
  return unmatchedRows(mysql, postgres)
}
