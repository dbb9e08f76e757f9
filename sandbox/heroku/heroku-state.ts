import type {PostgresDatabase, PostgresServer} from './postgres-database.js'
import {defaultSettings, type Settings} from './settings.js'

/** A process of an app. */
export interface Dyno {
  id: string
  /** `web.1`, `run.4711` */
  name: string
  type: string
  command: string
  size: string
  state: 'starting' | 'up'
  stopping: boolean
  /** Whether it is outside the formation: `heroku run`, Scheduler, a release phase. A new release does not restart it. */
  oneOff: boolean
  releaseVersion: number
  createdAt: Date
  updatedAt: Date
}

/** A command, and how many dynos run it. */
export interface ProcessType {
  id: string
  type: string
  command: string
  quantity: number
  size: string
}

/** A version of an app's config vars. */
export interface Release {
  id: string
  version: number
  description: string
  status: 'pending' | 'succeeded' | 'failed'
  /** All config vars in this release. */
  configVars: Record<string, string>
  createdAt: Date
  updatedAt: Date
}

/** An app and all that runs in it. */
export interface App {
  id: string
  name: string
  maintenance: boolean
  space: {id: string; name: string; shield: boolean} | null
  formation: ProcessType[]
  dynos: Dyno[]
  /** Config vars that users have set; those of add-ons follow from the attachments. */
  userVars: Record<string, string>
  releases: Release[]
  createdAt: Date
  updatedAt: Date
}

/** An add-on. */
export interface Addon {
  id: string
  name: string
  /** The billing app. */
  app: App
  /** `heroku-postgresql`, `jawsdb` */
  service: string
  /** Without the service: `essential-0`. */
  plan: string
  state: 'provisioning' | 'provisioned' | 'deprovisioning' | 'deprovisioned'
  /** Config var suffix to value: `URL` becomes `JAWSDB_URL` where the attachment is named JAWSDB. */
  values: Record<string, string>
  /** Only add-ons of heroku-postgresql have one. */
  database: PostgresDatabase | null
  createdAt: Date
  updatedAt: Date
}

/** An add-on of heroku-postgresql. */
export type DatabaseAddon = Addon & {database: PostgresDatabase}

/** An attachment of an add-on to an app. */
export interface Attachment {
  id: string
  name: string
  namespace: string | null
  addon: Addon
  app: App
  createdAt: Date
}

/** A line of a transfer's log. */
export interface TransferLog {
  created_at: string
  level: string
  message: string
}

/** A backup or a restore; the Data API calls both transfers. */
export interface Transfer {
  uuid: string
  num: number
  /** The billing app of the database. */
  app: App
  addon: Addon
  kind: 'backup' | 'restore'
  fromUrl: string
  toUrl: string
  sourceBytes: number | null
  processedBytes: number
  succeeded: boolean | null
  warnings: number
  createdAt: Date
  startedAt: Date | null
  canceledAt: Date | null
  updatedAt: Date | null
  finishedAt: Date | null
  logs: TransferLog[]
  /** Interrupts the child process of a running transfer. */
  interrupt: AbortController
}

/** Everything that the sandbox's Heroku knows: plain data, changed only by the API's handlers and their timers. */
export interface HerokuState {
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string
  token: string
  account: {id: string; email: string; name: string}
  settings: Settings
  postgres: PostgresServer
  /** Where captured backups are kept. */
  backupDirectory: string
  apps: App[]
  addons: Addon[]
  attachments: Attachment[]
  transfers: Transfer[]
  timers: Set<NodeJS.Timeout>
  /** Work started by timers, for which `stop()` has to wait. */
  running: Set<Promise<void>>
}

/** A Heroku without apps. */
export function newHerokuState(
  given: Pick<HerokuState, 'backupDirectory' | 'postgres' | 'token'>,
  settings: Partial<Settings>,
): HerokuState {
  return {
    ...given,
    url: '',
    account: {id: '01234567-89ab-cdef-0123-456789abcdef', email: 'chef@sushi.example', name: 'Sushi Chef'},
    settings: {...defaultSettings, ...settings},
    apps: [],
    addons: [],
    attachments: [],
    transfers: [],
    timers: new Set(),
    running: new Set(),
  }
}

/** Runs something after a delay, unless the sandbox is stopped before. An error in it is a bug of the sandbox and ends the process. */
export function later(state: HerokuState, milliseconds: number, run: () => Promise<void> | void): void {
  const timer = setTimeout(() => {
    state.timers.delete(timer)
    const work = Promise.resolve(run()).finally(() => state.running.delete(work))
    state.running.add(work)
  }, milliseconds)
  state.timers.add(timer)
}
