import type {MigrationRules} from '../core/rules/migration-rules.js'
import type {SslMode} from '../core/source-address.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import type {PlanSummary} from './run-event.js'
import type {Journal} from './journal.js'
import type {RefusedFile} from './output/refused-file.js'

/** How MySQL is found and read; shared by every command. */
export interface SourceOptions {
  /** Config var name, or URL; when absent, the source is looked for in the app's config vars. */
  source?: string
  sslMode?: SslMode
  /** Certificate authority, PEM text. */
  sslCa?: string
  include: string[]
  exclude: string[]
  /** Hazard codes, or `all`. */
  allow: string[]
  names: 'keep' | 'lower' | 'snake'
  /** How many connections read MySQL at once; chosen by the machine and the server when absent. */
  jobs?: number
  /** The contents of the file of `--rules`. */
  rules?: MigrationRules
}

export interface MigrationOptions extends SourceOptions {
  app: string
  withApps: string[]
  via: Route
  bucket?: string
  s3Endpoint?: string
  /** Existing database (attachment or add-on name) instead of a new add-on. */
  target?: string
  /** Plan of the new add-on, e.g. `essential-1`; the smallest that fits when absent. */
  plan?: string
  /** Name of the new add-on. */
  addonName?: string
  deploy: DeployChoice
  rehearse: boolean
}

/** How the rows travel: as an archive in a bucket that Heroku restores, or over connections to the database. */
export type Route = 'direct' | 's3'

export type DeployChoice =
  {kind: 'command'; command: string} | {kind: 'keep-maintenance'} | {kind: 'none'} | {kind: 'wait'}

/** What a run is given: options, the API client, and the questions that only a command can ask. */
export interface MigrationInput {
  options: MigrationOptions
  heroku: HerokuApi
  journal: Journal
  /** The originals of refused values, beside the journal. */
  refused: RefusedFile
  /** Throws when the user does not agree. */
  confirm: (plan: PlanSummary, signal: AbortSignal) => Promise<void>
  /** Returns when the user has deployed. */
  waitForDeploy: (app: string, signal: AbortSignal) => Promise<void>
  /** Runs `--deploy`'s command; rejects when it fails. */
  runDeploy: (command: string, signal: AbortSignal) => Promise<void>
  /** A random text, for names that must be unused. */
  runId: string
}
