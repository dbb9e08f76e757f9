import type {Difference} from '../../core/database-facts.js'
import {toErrorData} from '../../core/error-data.js'
import type {Hazard} from '../../core/hazard.js'
import {EXIT} from '../../core/migration-error.js'
import {planLimits} from '../../core/postgres-plans.js'
import type {
  MigrationReport,
  ReportOutcome,
  ReportStep,
  ReportTable,
} from '../../core/report/migration-report.js'
import type {TableComparison} from '../../core/row-comparison.js'
import type {PlanSummary, RunEvent, TableSummary} from '../run-event.js'

/** What the events of a run have said so far. */
export interface Gathered {
  conversion?: RunEvent & {kind: 'conversion'}
  plan?: PlanSummary
  apps: MigrationReport['apps']
  hazards: Hazard[]
  steps: ReportStep[]
  downtime: boolean
  differences: Difference[]
  notes: string[]
  tables: TableSummary[]
  compared: TableComparison[]
  rowsCompared: MigrationReport['rowsCompared']
}

/** The report of a step that has just ended; steps follow one another without a gap. */
export function stepOf(
  {steps, downtime}: Gathered,
  event: RunEvent & {kind: 'step-failed' | 'step-finished'},
  now: number,
): ReportStep {
  const last = steps.at(-1)
  const startedAfter = last ? last.startedAfter + last.seconds : 0
  const seconds = event.kind === 'step-finished' ? event.seconds : Math.max(0, now - startedAfter)
  const state = event.kind === 'step-finished' ? 'done' : 'failed'
  return {number: event.number, title: event.title, startedAfter, seconds, state, downtime}
}

/** The outcome of a run: its error, or the losses that the user allowed. */
export function outcomeOf(end: {error: unknown} | {losses: number} | undefined): ReportOutcome {
  if (!end || 'losses' in end)
    return {exit: end?.losses ? EXIT.allowedLosses : EXIT.proven, message: null, suggestions: []}
  const {message, suggestions, exit = EXIT.error} = toErrorData(end.error)
  return {exit, message, suggestions}
}

/** The planned Postgres database, and how many processes will use it; null before it is planned. */
export function targetOf({plan, apps}: Gathered): MigrationReport['target'] {
  if (!plan) return null
  const processes = apps.flatMap(({stops}) => stops).reduce((sum, {quantity}) => sum + quantity, 0)
  const {addon} = plan
  return {
    plan: addon?.plan ?? null,
    price: addon?.price ?? null,
    limits: (addon && planLimits(addon.plan)) ?? null,
    processes,
  }
}

/** The expected sizes and times; null if no trial read was made. */
export function estimateOf({plan}: Gathered): MigrationReport['estimate'] {
  if (!plan?.estimate) return null
  const {archiveBytes, textBytes, postgresBytes, sampledRows, downtimeSeconds, steps} = plan.estimate
  return {archiveBytes, textBytes, postgresBytes, sampledRows, downtimeSeconds, steps}
}

/** The planned tables, with what was estimated and measured for each. */
export function tablesOf({conversion, plan, tables, compared}: Gathered): ReportTable[] {
  const measured = new Map(tables.map(table => [table.table, table]))
  const estimated = new Map(
    plan?.estimate?.tables.map(({table, sampled, textBytes, archiveBytes, postgresBytes}) => [
      table,
      {sampled, textBytes, archiveBytes, postgresBytes},
    ]),
  )
  return (conversion?.tables ?? []).map(table => {
    const found = table.target === null ? undefined : measured.get(table.target)
    return {
      ...table,
      postgresBytes: found?.bytes ?? null,
      estimate: (table.target === null ? undefined : estimated.get(table.target)) ?? null,
      seconds: found?.seconds ?? null,
      comparison: comparisonOf(compared.find(({source}) => source === table.source)),
    }
  })
}

function comparisonOf(found: TableComparison | undefined): ReportTable['comparison'] {
  if (!found) return null
  const {targetRows, differing, missing, extra, changed, refused} = found
  return {targetRows, differing, missing, extra, changed, refused}
}
