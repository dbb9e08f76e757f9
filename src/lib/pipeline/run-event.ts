import type {Amounts} from '../core/amounts.js'
import type {ConnectionBudget} from '../core/connection-budget.js'
import type {Estimate} from '../core/estimate/estimate.js'
import type {Difference} from '../core/database-facts.js'
import type {Hazard} from '../core/hazard.js'
import type {TableComparison} from '../core/row-comparison.js'
import type {Problem} from '../core/problem.js'
import type {ReportApp, ReportObject, ReportSource, ReportTable} from '../core/report/migration-report.js'

/**
 * Everything that a run reports while it is running. Commands turn events into terminal lines or JSON lines;
 * nothing in them is secret. `kind` is stable: scripts read it.
 */
export type RunEvent =
  | {kind: 'step-started'; number: number; of: number; title: string}
  | {kind: 'step-finished'; number: number; of: number; title: string; seconds: number}
  | {kind: 'step-failed'; number: number; of: number; title: string; message: string}
  /** A sentence that should stay on the screen. */
  | {kind: 'note'; text: string}
  /** What a step is doing; each one replaces the previous one. */
  | {kind: 'progress'; text: string; percent?: number; data?: DataProgress}
  | {kind: 'problems'; problems: Problem[]}
  | {kind: 'plan'; plan: PlanSummary}
  /** What becomes of everything in the source, and all its SQL as a script. It is long: for the report, not for lines. */
  | {
      kind: 'conversion'
      source: ReportSource
      tables: ReportTable[]
      objects: ReportObject[]
      script: string
    }
  | {kind: 'apps'; apps: ReportApp[]}
  | {kind: 'hazards'; hazards: Hazard[]}
  /** Commands that put the apps back by hand, in case this process dies. */
  | {kind: 'undo-commands'; commands: string[]}
  | {kind: 'undone'; what: string}
  | {kind: 'undo-failed'; what: string; message: string; remedy: string}
  /** Values that Postgres refuses went over as NULL; `file` holds the originals. `where` is `orders.meta`, in MySQL's names. */
  | {kind: 'refused-values'; file: string; columns: {where: string; count: number}[]}
  | {kind: 'differences'; differences: Difference[]}
  /** All rows of a table have been compared with those in MySQL. */
  | {kind: 'table-compared'; table: TableComparison}
  /** All tables have been compared. `bytesReceived` is what came over the network for it, from both servers. */
  | {kind: 'rows-compared'; rows: number; bytesReceived: number}
  | {kind: 'summary'; tables: TableSummary[]; seconds: number}

/** How many of the rows have been copied: of the Postgres table that was copied last, and of all tables. */
export interface DataProgress {
  table: string
  ofTable: Amounts
  overall: Amounts
  /** Bytes of the archive that have arrived in the bucket. */
  uploadedBytes?: number
}

export type Report = (event: RunEvent) => void

/** What a run will do, known before anything is changed. */
export interface PlanSummary {
  source: ReportSource
  tables: PlannedTable[]
  views: number
  rows: number
  /** Bytes of data and indexes as MySQL estimates them. */
  bytes: number
  /** Absent if no add-on is created: `dump`, or an existing `--target`. */
  addon?: {plan: string; price: string}
  /** Absent in `dump`, which makes no trial read. */
  estimate?: Estimate
  connections?: ConnectionBudget
}

export interface PlannedTable {
  source: string
  target: string
  rows: number
  bytes: number
}

/** A line of the final table. */
export interface TableSummary {
  table: string
  rows: number
  /** Bytes in Postgres, with indexes. Absent if nothing was written to Postgres. */
  bytes?: number
  /** How long reading, converting and sending it took. */
  seconds: number
}
