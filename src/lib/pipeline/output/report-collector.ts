import {isAllowed} from '../../core/hazard.js'
import type {MigrationReport, ReportKind} from '../../core/report/migration-report.js'
import type {Report, RunEvent} from '../run-event.js'
import {estimateOf, outcomeOf, stepOf, tablesOf, targetOf, type Gathered} from './report-parts.js'

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
