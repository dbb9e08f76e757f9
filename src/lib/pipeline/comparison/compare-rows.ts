import {withoutValues, type TableComparison} from '../../core/row-comparison.js'
import type {TableCopy} from '../../core/table-copy.js'
import type {ComparedPlan} from '../../core/verify/compared-table.js'
import type {SourceConnection, SqlSession} from '../../mysql/connect.js'
import type {RangeSize} from '../../mysql/ranges/plan-ranges.js'
import {openReaders, type TargetReader} from '../../postgres/open-readers.js'
import {isLostTarget} from '../ranges/copy-range.js'
import {isLostSource} from '../ranges/copy-ranges.js'
import type {Report} from '../run-event.js'
import type {StepTools} from '../run-steps.js'
import {unlessInterrupted} from '../unless-interrupted.js'
import {comparePart} from './compare-part.js'
import {partSides, type Servers} from './part-sides.js'
import type {SecondLook} from './second-look.js'
import {sessionPool} from '../../core/session-pool.js'
import {tableParts} from './table-parts.js'
import {addPart, newRun, type TableRun} from './table-run.js'
import {taskGroup, type TaskGroup} from './task-group.js'

/** Where the rows are, and how they are compared. */
export interface ComparedRows {
  plan: ComparedPlan
  /** Sessions in one snapshot, if there is one; the reader plans, and also compares when no worker can. */
  mysql: {reader: SourceConnection; workers: readonly SqlSession[]}
  /** Postgres URL. */
  url: string
  /** Whether values that Postgres refuses may be NULL there. */
  allowRefused: boolean
  /** Whether values are left out of what is reported. */
  hideValues?: boolean
  /** The size of the ranges that tables are split into. */
  rangeSize?: RangeSize
  /** How to look again at rows that differ, if somebody may be writing in the meantime. */
  again?: SecondLook
}

/** How a comparison reports, and what interrupts it. */
export type ComparisonRun = Pick<StepTools, 'report' | 'signal'>

/**
 * Compares every value of every row of all tables, on several sessions of both servers at once; reports each table when it is
 * done, and at the end how many bytes have come over the network.
 */
export async function compareRows(
  rows: ComparedRows,
  {report, signal}: ComparisonRun,
): Promise<TableComparison[]> {
  const {reader, workers} = rows.mysql
  const sessions = workers.length > 0 ? workers : [reader]
  // If copying has lost all workers, the reader still sees the snapshot.
  const spare = workers.length > 0 ? reader : undefined
  const readers = await openReaders(rows.url, sessions.length)
  const all = [...new Set([reader, ...sessions]), ...readers]
  const before = received(all)
  try {
    const comparing = compareTables(
      rows,
      {
        mysql: sessionPool<SqlSession>(sessions, isLostSource, spare),
        postgres: sessionPool(readers, isLostTarget),
      },
      report,
    )
    const compared = await unlessInterrupted(comparing, signal)
    const count = compared.reduce((sum, table) => sum + table.rows, 0)
    report({kind: 'rows-compared', rows: count, bytesReceived: received(all) - before})
    return compared
  } finally {
    await Promise.all(readers.map(each => each.close()))
  }
}

function received(sessions: ReadonlyArray<Pick<TargetReader, 'received'>>): number {
  return sessions.reduce((sum, session) => sum + session.received(), 0)
}

/** The largest tables come first, so that all sessions end at about the same time. */
async function compareTables(
  rows: ComparedRows,
  servers: Servers,
  report: Report,
): Promise<TableComparison[]> {
  const {plan} = rows
  const runs = new Map(plan.copies.map(copy => [copy, newRun(copy, plan)]))
  // More than there are sessions, so that no session waits for work.
  const parts = taskGroup(2 + Math.max(servers.mysql.size, servers.postgres.size))
  const progress = progressOf(plan, report)
  try {
    for (const copy of largestFirst(plan))
      await startTable(copy, runs.get(copy)!, {rows, servers, parts, progress, report})
    await parts.end()
  } finally {
    // The parts must end before sessions are closed; the error that ends the comparison is already being thrown.
    await parts.end().catch(() => {})
  }

  return plan.copies.map(copy => runs.get(copy)!.total)
}

interface ComparisonTools {
  rows: ComparedRows
  servers: Servers
  parts: TaskGroup
  progress: (table: string, rows: number) => void
  report: Report
}

/** Plans a table's parts while earlier ones are compared; when the last one is done, the table is reported. */
async function startTable(copy: TableCopy, run: TableRun, tools: ComparisonTools): Promise<void> {
  const {rows, servers, parts, progress, report} = tools
  const {plan, mysql, rangeSize, hideValues = false} = rows
  const source = plan.mysql.tables.find(({name}) => name === copy.source)!
  run.started = performance.now()
  let open = 1
  const ended = (): void => {
    if (--open > 0) return
    if (hideValues) run.total = withoutValues(run.total, run.table.key.length > 0)
    report({kind: 'table-compared', table: run.total})
  }
  let number = 0
  const parted = {
    planner: mysql.reader,
    database: plan.mysql.database,
    source,
    table: run.table,
    size: rangeSize,
  }
  for await (const part of tableParts({...parted, rows: plan.profile[source.name]?.rows ?? 0})) {
    const place = number++
    open++
    await parts.start(async () => {
      const found = await comparePart(
        run.forms.map(form => partSides(form, part, {...rows, servers})),
        run.state,
      )
      addPart(run, place, found)
      progress(copy.target, found.rows)
      ended()
    })
  }
  ended()
}

function largestFirst({copies, mysql}: ComparedPlan): TableCopy[] {
  const sizes = new Map(mysql.tables.map(({name, dataBytes}) => [name, dataBytes]))
  return copies.toSorted((one, other) => (sizes.get(other.source) ?? 0) - (sizes.get(one.source) ?? 0))
}

function progressOf({copies, profile}: ComparedPlan, report: Report): ComparisonTools['progress'] {
  const planned = copies.reduce((sum, {source}) => sum + (profile[source]?.rows ?? 0), 0)
  let done = 0
  return (table, rows) => {
    done += rows
    const percent = Math.min(100, Math.floor((done / Math.max(planned, 1)) * 100))
    report({kind: 'progress', text: `comparing ${table}, ${percent}%`, percent})
  }
}
