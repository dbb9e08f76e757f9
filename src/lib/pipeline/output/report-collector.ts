import type {TableComparison} from '../../core/row-comparison.js'
import type {Difference} from '../../core/database-facts.js'
import {isAllowed, type Hazard} from '../../core/hazard.js'
import {toErrorData} from '../../core/error-data.js'
import {EXIT} from '../../core/migration-error.js'
import {planLimits} from '../../core/postgres-plans.js'
import type {
  MigrationReport,
  ReportKind,
  ReportOutcome,
  ReportStep,
  ReportTable,
} from '../../core/report/migration-report.js'
import type {PlanSummary, Report, RunEvent, TableSummary} from '../run-event.js'

/** The command and the app that the report is about. */
export interface ReportSubject {
  kind: ReportKind
  app: string | null
  /** Values of `--allow`. */
  allow: readonly string[]
}

/** Makes a run's report from its events. */
export interface ReportCollector {
  /** Takes an event of the run. */
  watch: Report
  /** The report as of now; without an error the run succeeded, with this number of losses that the user allowed. */
  report(end?: {error: unknown} | {losses: number}): MigrationReport
  /** All SQL of the target as a script; null before it is known. */
  script(): string | null
}

interface Gathered {
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

/** Makes a collector that listens to a run and has its report ready at any time. */
export function collectReport(subject: ReportSubject): ReportCollector {
  const createdAt = new Date().toISOString()
  const started = performance.now()
  const gathered: Gathered = {
    apps: [],
    hazards: [],
    steps: [],
    downtime: false,
    differences: [],
    notes: [],
    tables: [],
    compared: [],
    rowsCompared: null,
  }
  const secondsNow = (): number => (performance.now() - started) / 1000
  return {
    watch: event => gather(gathered, event, secondsNow()),
    report: end => ({
      format: 1,
      kind: subject.kind,
      createdAt,
      app: subject.app,
      outcome: outcomeOf(end),
      source: gathered.conversion?.source ?? null,
      target: targetOf(gathered),
      estimate: estimateOf(gathered),
      connections: gathered.plan?.connections ?? null,
      apps: gathered.apps,
      tables: tablesOf(gathered),
      objects: gathered.conversion?.objects ?? [],
      hazards: gathered.hazards.map(hazard => ({
        ...hazard,
        allowed: isAllowed(hazard.code, subject.allow),
        flag: hazard.severity === 'blocks' ? `--allow ${hazard.code}` : null,
      })),
      steps: gathered.steps,
      rowsCompared: gathered.rowsCompared,
      differences: gathered.differences,
      notes: gathered.notes,
    }),
    script: () => gathered.conversion?.script ?? null,
  }
}

function gather(gathered: Gathered, event: RunEvent, now: number): void {
  switch (event.kind) {
    case 'step-finished':
    case 'step-failed':
      gathered.steps.push(stepOf(gathered, event, now))
      break
    // These are reported when the apps are about to stop.
    case 'undo-commands':
      gathered.downtime = true
      break
    case 'note':
      gathered.notes.push(event.text)
      break
    case 'plan':
      gathered.plan = event.plan
      break
    case 'conversion':
      gathered.conversion = event
      break
    case 'apps':
      gathered.apps = event.apps
      break
    case 'hazards':
      gathered.hazards = event.hazards
      break
    case 'differences':
      gathered.differences = event.differences
      break
    case 'table-compared':
      gathered.compared.push(event.table)
      break
    case 'rows-compared':
      gathered.rowsCompared = {rows: event.rows, bytesReceived: event.bytesReceived}
      break
    case 'summary':
      gathered.tables = event.tables
      break
  }
}

/** Steps follow one another without a gap. */
function stepOf(
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

function outcomeOf(end: {error: unknown} | {losses: number} | undefined): ReportOutcome {
  if (!end || 'losses' in end)
    return {exit: end?.losses ? EXIT.allowedLosses : EXIT.proven, message: null, suggestions: []}
  const {message, suggestions, exit = EXIT.error} = toErrorData(end.error)
  return {exit, message, suggestions}
}

function targetOf({plan, apps}: Gathered): MigrationReport['target'] {
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

function estimateOf({plan}: Gathered): MigrationReport['estimate'] {
  if (!plan?.estimate) return null
  const {archiveBytes, textBytes, postgresBytes, sampledRows, downtimeSeconds, steps} = plan.estimate
  return {archiveBytes, textBytes, postgresBytes, sampledRows, downtimeSeconds, steps}
}

/** The planned tables, with what was estimated and measured of them. */
function tablesOf({conversion, plan, tables, compared}: Gathered): ReportTable[] {
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
