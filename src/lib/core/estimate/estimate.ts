import type {SizeEstimate} from './size-estimate.js'

/** The expected sizes and times of a migration, from a trial read of some rows. */
export interface Estimate extends SizeEstimate {
  /** How many rows were read for it. */
  sampledRows: number
  /** Sum of the steps below during which the apps are down; null if nothing could be measured. */
  downtimeSeconds: number | null
  /** All steps of the migration. */
  steps: EstimatedStep[]
}

/** A step of the migration, as `ReportStep` numbers and names it. */
export interface EstimatedStep {
  number: number
  title: string
  /** Null for a step whose time depends on Heroku or the user, and if nothing could be measured. */
  seconds: number | null
  /** Whether the apps are down during it. */
  downtime: boolean
}
