import type {AppConnections, ConnectionBudget} from '../connection-budget.js'
import type {Difference} from '../database-facts.js'
import type {Estimate} from '../estimate/estimate.js'
import type {TableEstimate} from '../estimate/size-estimate.js'
import type {Hazard} from '../hazard.js'
import type {TableComparison} from '../row-comparison.js'

/**
 * All that a command found out, as one JSON document: `plan --json` prints it, `--report` writes it, the HTML page is made
 * from it. Fields may be added; what is there keeps its name and meaning as long as `format` is 1. Nothing in it is secret.
 * Sizes are bytes, times are seconds.
 */
export interface MigrationReport {
  format: 1
  kind: ReportKind
  /** ISO 8601, in UTC. */
  createdAt: string
  /** Null where two databases were named by URL. */
  app: string | null
  outcome: ReportOutcome
  /** Null where the command ended before MySQL was read. */
  source: ReportSource | null
  target: ReportTarget | null
  /** The expected sizes and times, from a trial read; null if none was made. */
  estimate: Omit<Estimate, 'tables'> | null
  /** Who uses how many connections; null if that was not planned. */
  connections: ConnectionBudget | null
  /** What happens to each app's processes and config vars. */
  apps: ReportApp[]
  tables: ReportTable[]
  /** Everything else in the source: views, sequences, triggers, routines, events. */
  objects: ReportObject[]
  hazards: ReportHazard[]
  steps: ReportStep[]
  /** What comparing every row involved; null if the comparison did not finish. */
  rowsCompared: {rows: number; bytesReceived: number} | null
  /** Ways in which Postgres is not as planned. */
  differences: Difference[]
  notes: string[]
}

export type ReportKind = 'migration' | 'plan' | 'rehearsal' | 'verification'

export interface ReportOutcome {
  /** The exit code, as the README has them. */
  exit: number
  /** Null where all went well. */
  message: string | null
  suggestions: string[]
}

export interface ReportSource {
  /** Config var that names it. */
  name: string
  host: string
  database: string
  /** `MariaDB 10.11.19`. */
  version: string
}

/** The database to be created; null fields where one exists already. */
export interface ReportTarget {
  plan: string | null
  /** `~$0.007/hour (max $5/month)`. */
  price: string | null
  limits: {storageBytes: number; connections: number; tables?: number} | null
  /** How many processes run now, all apps together. */
  processes: number
}

export interface ReportApp {
  app: string
  /** Process types that stop meanwhile, with how many of each run. */
  stops: Array<{type: string; quantity: number}>
  /** What its processes may open in Postgres; null for an app that is not switched. */
  connections: AppConnections | null
  configVars: Array<{name: string; change: 'goes' | 'points at Postgres'; keptAs: string}>
  notes: string[]
}

/** What becomes of an object: as it was, otherwise, or not at all. */
export type ReportFate = 'changed' | 'created' | 'not-migrated'

export interface ReportTable {
  /** Name in MySQL. */
  source: string
  /** Name in Postgres; null where the table stays behind. */
  target: string | null
  fate: ReportFate
  rows: number
  /** In MySQL, with indexes, as the server estimates it. */
  bytes: number
  /** In Postgres, with indexes: measured after a migration; null before. */
  postgresBytes: number | null
  /** Its expected size; null if no trial read was made, and for a table that stays behind. */
  estimate: Omit<TableEstimate, 'rows' | 'table'> | null
  columns: ReportColumn[]
  /** Everything that is created for the table, as SQL. */
  sql: string
  /** How long reading, converting and uploading took; null if nothing was moved. */
  seconds: number | null
  /** What the comparison of every value found; null where there was none. */
  comparison: Pick<
    TableComparison,
    'changed' | 'differing' | 'extra' | 'missing' | 'refused' | 'targetRows'
  > | null
}

export interface ReportColumn {
  source: string
  /** As MySQL shows it: `int(10) unsigned`. */
  sourceType: string
  target: string
  type: string
}

export interface ReportObject {
  kind: 'event' | 'function' | 'package' | 'package body' | 'procedure' | 'sequence' | 'trigger' | 'view'
  source: string
  target: string | null
  fate: ReportFate
  /** SQL for Postgres; for what is not migrated, its text in MySQL. */
  sql: string
}

export interface ReportHazard extends Hazard {
  /** By `--allow`. */
  allowed: boolean
  /** What accepts it: `--allow zero-date`; null for what stops nothing. */
  flag: string | null
}

export interface ReportStep {
  number: number
  title: string
  /** Since the start of the first step. */
  startedAfter: number
  seconds: number
  state: 'done' | 'failed'
  /** Whether the apps were down during it. */
  downtime: boolean
}
