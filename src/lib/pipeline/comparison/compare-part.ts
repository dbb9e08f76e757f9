import {unmatchedRows, type RowHash, type UnmatchedRows} from '../../core/verify/match-rows.js'
import {examineRows, type FoundRows, NOTHING_FOUND} from './examine-rows.js'
import {onBoth, type SummedSide, type TableSide, type TableSides} from './table-sides.js'

/** How many rows of a table's differing buckets are read, on each side. */
export const MOST_ROWS = 100_000

/** What the parts of one table share. */
export interface TableState {
  /** Position of the set of forms in which the last equal part was equal. */
  form: number
  /** How many more rows may be read. */
  rowsLeft: number
}

/** How the rows of a part of a table compare. */
export interface PartComparison extends FoundRows {
  rows: number
  targetRows: number
  /** Whether more rows differ than were read. */
  more: boolean
}

/**
 * Compares all rows of a part of a table. Each server reads its side and returns a count and a sum; only if these differ in all
 * forms are more queries made, and only hashes of rows near a difference and the differing rows themselves are transferred.
 * `forms` are the same rows in each set of forms.
 */
export async function comparePart(forms: readonly TableSides[], state: TableState): Promise<PartComparison> {
  for (let {form} = state; ; form++) {
    const sides = forms[form]!
    const [mysql, postgres] = await onBoth(sides, totalsOf)
    const counts = {rows: Number(mysql.n), targetRows: Number(postgres.n)}
    if (mysql.n === postgres.n && mysql.s === postgres.s) {
      state.form = form
      return {...counts, ...NOTHING_FOUND, more: false}
    }
    if (form === forms.length - 1) return {...counts, ...(await findDifferences(sides, state))}
  }
}

interface Totals {
  n: bigint
  s: bigint
}

/** The sum of no rows is NULL. */
async function totalsOf({totals, query}: SummedSide): Promise<Totals> {
  const answers = await Promise.all(totals.map(sql => query<Sums>(sql)))
  const sum = {n: 0n, s: 0n}
  for (const {n, s} of answers.flat()) {
    sum.n += BigInt(n)
    sum.s += BigInt(s ?? 0)
  }

  return sum
}

interface Sums {
  n: string
  s: string | null
}

async function findDifferences(sides: TableSides, state: TableState): Promise<FoundRows & {more: boolean}> {
  const [mysql, postgres] = await onBoth(sides, ({sql, query}) => query<Bucket>(sql.buckets))
  const {buckets, more} = differingBuckets(mysql, postgres, state)
  if (buckets.length === 0) return {...NOTHING_FOUND, more}
  const rows = await unmatched(sides, buckets)
  const changed = sides.now && rows.length > 0 ? changedSince(rows, await unmatched(sides.now, buckets)) : []
  return {...(await examineRows(sides, rows, new Set(changed))), more}
}

/** Keys of rows that no longer differ in the same way. */
function changedSince(then: readonly UnmatchedRows[], now: readonly UnmatchedRows[]): string[] {
  const known = new Set(now.map(rows => JSON.stringify(sorted(rows))))
  return then.filter(rows => !known.has(JSON.stringify(sorted(rows)))).map(({key}) => key)
}

function sorted({key, mysql, postgres}: UnmatchedRows): string[][] {
  return [[key], mysql.toSorted(), postgres.toSorted()]
}

type Bucket = Sums & {b: string}

/** The buckets that differ, as many as may be read. */
function differingBuckets(
  mysql: readonly Bucket[],
  postgres: readonly Bucket[],
  state: TableState,
): {buckets: number[]; more: boolean} {
  const others = new Map(postgres.map(bucket => [bucket.b, bucket]))
  const known = new Set(mysql.map(({b}) => b))
  const pairs = [
    ...mysql.map(bucket => ({bucket, other: others.get(bucket.b)})),
    ...postgres.filter(({b}) => !known.has(b)).map(bucket => ({bucket, other: undefined})),
  ].filter(({bucket, other}) => bucket.n !== other?.n || bucket.s !== other?.s)
  const buckets = pairs.flatMap(({bucket, other}) => {
    if (state.rowsLeft <= 0) return []
    state.rowsLeft -= Math.max(Number(bucket.n), Number(other?.n ?? 0))
    return [Number(bucket.b)]
  })
  return {buckets, more: buckets.length < pairs.length}
}

async function unmatched(
  sides: {mysql: TableSide; postgres: TableSide},
  buckets: readonly number[],
): Promise<UnmatchedRows[]> {
  const [mysql, postgres] = await onBoth(sides, ({sql, query}) => query<RowHash>(sql.hashes(buckets)))
  return unmatchedRows(mysql, postgres)
}
