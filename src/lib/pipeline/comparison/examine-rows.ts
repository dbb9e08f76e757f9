import type {RowDifference, TableComparison} from '../../core/row-comparison.js'
import type {ComparedTable} from '../../core/verify/compared-table.js'
import {judgeRows, type JudgedRow} from '../../core/verify/judge-rows.js'
import type {UnmatchedRows} from '../../core/verify/match-rows.js'
import {acceptRefused} from './accept-refused.js'
import {seeRows} from './see-rows.js'
import type {TableSides} from './table-sides.js'

/** How many keys one query asks for. */
const BATCH = 500
/** How many of a table's differing rows are kept to be shown. */
export const MOST_EXAMPLES = 20

/** How many rows differ, and some examples. */
export type FoundRows = Pick<
  TableComparison,
  'changed' | 'differing' | 'examples' | 'extra' | 'missing' | 'refused'
>

export const NOTHING_FOUND: FoundRows = {
  differing: 0,
  missing: 0,
  extra: 0,
  changed: 0,
  refused: 0,
  examples: [],
}

/**
 * Counts rows whose hashes differ, and reads the first of them to show how. All are read if hashes may differ although
 * the values are equal (`1e2` and `100` in JSON), or if a NULL may stand for a value that Postgres refuses.
 * Rows with the keys in `changed` were written to in the meantime: it is unknown whether they differ.
 */
export async function examineRows(
  sides: TableSides,
  rows: readonly UnmatchedRows[],
  changed: ReadonlySet<string>,
): Promise<FoundRows> {
  const {table, allowRefused} = sides
  const found: FoundRows = {...NOTHING_FOUND, examples: []}
  const readAll = allowRefused || table.columns.some(({form}) => form.recheck !== undefined)
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    if (start === 0 || readAll) await examine(sides, batch, {found, changed})
    else for (const row of batch) count(row, {found, changed})
  }

  return found
}

interface Finding {
  found: FoundRows
  changed: ReadonlySet<string>
}

/** Without a key, a changed row counts as one missing and one extra row. */
function count({key, mysql, postgres}: UnmatchedRows, {found, changed}: Finding): void {
  if (changed.has(key)) {
    found.changed += Math.max(mysql.length, postgres.length)
    return
  }
  const pairs = Math.min(mysql.length, postgres.length)
  found.differing += pairs
  found.missing += mysql.length - pairs
  found.extra += postgres.length - pairs
}

async function examine(sides: TableSides, batch: UnmatchedRows[], {found, changed}: Finding): Promise<void> {
  const {table} = sides
  const rows = await seeRows(sides, batch)
  const groups = table.key.length === 0 ? [rows] : byKey(rows, batch)
  const judged = groups.flatMap(({mysql, postgres}) => judgeRows(table, mysql, postgres))
  const {left, refused} = await acceptRefused(sides, judged)
  found.refused += refused
  for (const row of left) {
    const difference = describe(table, row)
    if (changed.has((row.mysql ?? row.postgres)!.k)) difference.kind = 'changed'
    found[difference.kind === 'differs' ? 'differing' : difference.kind]++
    if (found.examples.length < MOST_EXAMPLES) found.examples.push(difference)
  }
}

type Rows = Awaited<ReturnType<typeof seeRows>>

function byKey({mysql, postgres}: Rows, batch: UnmatchedRows[]): Rows[] {
  const groups = new Map<string, Rows>(batch.map(({key}) => [key, {mysql: [], postgres: []}]))
  for (const row of mysql) groups.get(row.k)?.mysql.push(row)
  for (const row of postgres) groups.get(row.k)?.postgres.push(row)
  return [...groups.values()]
}

function describe(table: ComparedTable, {mysql, postgres, columns}: JudgedRow): RowDifference {
  const value = (row: JudgedRow['mysql'], at: number): string | null => row?.shown[at] ?? null
  const positions = table.key.length > 0 ? table.key : table.columns.map((_, at) => at)
  const nameOf = (at: number): string => table.columns[at]!.target
  return {
    kind: mysql ? (postgres ? 'differs' : 'missing') : 'extra',
    key: Object.fromEntries(positions.map(at => [nameOf(at), value(mysql ?? postgres, at)])),
    columns: columns.map(at => ({
      column: nameOf(at),
      expected: value(mysql, at),
      found: value(postgres, at),
    })),
  }
}
