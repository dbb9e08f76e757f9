import type {ComparedTable} from './compared-table.js'

/** The values of one row, column by column as `ComparedTable` has them. */
export interface SeenRow {
  /** Hashes of the key and of all values. */
  k: string
  h: string
  /** Equal digests are equal values; null for NULL. */
  digests: (string | null)[]
  /** What is shown of each value, cut where it is long. */
  shown: (string | null)[]
}

/** The result for one row: it is on one side only, or on both and differs in the columns at these positions. */
export interface JudgedRow {
  mysql?: SeenRow
  postgres?: SeenRow
  columns: number[]
}

/**
 * Pairs rows with those most like them, to report how they differ; rows without a partner are on one side only.
 * Rows with the same key always belong together, others if half of their values are equal. Equal rows are left out.
 */
export function judgeRows(
  {columns, key}: ComparedTable,
  mysql: readonly SeenRow[],
  postgres: readonly SeenRow[],
): JudgedRow[] {
  const left = new Set(postgres)
  const least = key.length > 0 ? 0 : columns.length / 2
  const judged = mysql.map((row): JudgedRow => {
    const other = mostAlike(row, left, least)
    if (other) left.delete(other)
    return {mysql: row, postgres: other, columns: other ? differing(row, other) : []}
  })
  return [
    ...judged.filter(row => !row.postgres || row.columns.length > 0),
    ...[...left].map(row => ({postgres: row, columns: []})),
  ]
}

function mostAlike(row: SeenRow, others: Iterable<SeenRow>, least: number): SeenRow | undefined {
  let best: SeenRow | undefined
  let most = least
  for (const other of others) {
    const alike = row.digests.length - differing(row, other).length
    if (alike > most || (alike === most && !best)) {
      best = other
      most = alike
    }
  }

  return best
}

function differing(row: SeenRow, other: SeenRow): number[] {
  return row.digests.flatMap((digest, at) => (digest === other.digests[at] ? [] : [at]))
}
