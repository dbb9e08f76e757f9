import type {SizeEstimate} from './size-estimate.js'

/** What a migration will come to, by a trial read of some rows. */
export interface Estimate extends SizeEstimate {
  /** Rows that were read for it. */
  sampledRows: number
  /** Sum of the steps below in which the apps are down; null where nothing could be measured. */
  downtimeSeconds: number | null
  /** All steps of the migration. */
  steps: EstimatedStep[]
}

/** A step of the migration, as `ReportStep` numbers and names it. */
export interface EstimatedStep {
  number: number
  title: string
  /** Null for what Heroku or the user takes, and where nothing could be measured. */
  seconds: number | null
  /** Whether the apps are down during it. */
  downtime: boolean
}
