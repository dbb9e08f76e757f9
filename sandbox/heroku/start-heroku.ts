import {mkdtemp, rm} from 'node:fs/promises'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {accountRoutes} from './account.js'
import {addApp, type AppFixture} from './add-app.js'
import {attachmentRoutes} from './addon-attachments.js'
import {addonRoutes} from './addons.js'
import {configVars} from './app-config.js'
import {appRoutes} from './apps.js'
import {backupRoutes} from './backups.js'
import {configVarRoutes} from './config-vars.js'
import {databaseRoutes} from './databases.js'
import {dynoRoutes} from './dynos.js'
import {newFaults, type Faults} from './faults.js'
import {findApp} from './find-resource.js'
import {formationRoutes} from './formation.js'
import {newHerokuState, type HerokuState} from './heroku-state.js'
import {planRoutes} from './plans.js'
import {dropDatabase} from './postgres-database.js'
import {releaseRoutes} from './releases.js'
import {requestListener} from './request-listener.js'
import type {LoggedRequest} from './request-log.js'
import {restoreRoutes} from './restores.js'
import type {Route} from './router.js'
import {sandboxRoutes} from './sandbox-routes.js'
import type {Settings} from './settings.js'
import {transferRoutes} from './transfers.js'

/** Options of the sandbox's Heroku. */
export interface HerokuOptions {
  /** A superuser's URL of the server on which add-ons are made. */
  postgresAdminUrl: string
  apps: AppFixture[]
  /** The API key that is accepted. */
  token?: string
  /** First words of a command that runs the server's own version; pg_restore and pg_dump on PATH when absent. */
  pgRestore?: string[]
  pgDump?: string[]
  settings?: Partial<Settings>
  /** 0, the default, takes any free port. */
  port?: number
}

/** The sandbox's Heroku while it runs. */
export interface RunningHeroku {
  /** `http://127.0.0.1:PORT`, Platform and Data API in one. */
  url: string
  state: HerokuState
  faults: Faults
  requests: LoggedRequest[]
  /** All config vars of an app, as `heroku config` would show them. */
  configVars(app: string): Record<string, string>
  /** Closes the server, interrupts restores and drops the add-ons' databases and roles. */
  stop(): Promise<void>
}

/** Heroku restores 75 requests a minute to an account, up to 4500. */
const REFILL_MS = 60_000

/** Starts Heroku's Platform and Data API on loopback. */
export async function startHeroku(options: HerokuOptions): Promise<RunningHeroku> {
  const {postgresAdminUrl: adminUrl, pgRestore = ['pg_restore'], pgDump = ['pg_dump']} = options
  const backupDirectory = await mkdtemp(path.join(tmpdir(), 'heroku-sandbox-backups-'))
  const postgres = {adminUrl, pgRestore, pgDump}
  const state = newHerokuState(
    {backupDirectory, postgres, token: options.token ?? 'sandbox'},
    options.settings ?? {},
  )
  for (const fixture of options.apps) addApp(state, fixture)
  const faults = newFaults()
  const requests: LoggedRequest[] = []
  const routes = allRoutes(state, faults, requests)
  const server = http.createServer(requestListener({state, routes, faults, requests}))
  await new Promise<void>(resolve => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  state.timers.add(setInterval(() => refillRateLimit(state), REFILL_MS).unref())
  return {
    url: state.url,
    state,
    faults,
    requests,
    configVars: app => configVars(state, findApp(state, app)),
    stop: () => stop(server, state),
  }
}

function refillRateLimit({settings}: HerokuState): void {
  settings.rateLimitRemaining = Math.min(4500, settings.rateLimitRemaining + 75)
}

function allRoutes(state: HerokuState, faults: Faults, requests: LoggedRequest[]): Route[] {
  return [
    ...accountRoutes(state),
    ...appRoutes(state),
    ...formationRoutes(state),
    ...dynoRoutes(state),
    ...planRoutes(),
    ...addonRoutes(state),
    ...attachmentRoutes(state),
    ...configVarRoutes(state),
    ...releaseRoutes(state),
    ...databaseRoutes(state),
    ...restoreRoutes(state),
    ...backupRoutes(state),
    ...transferRoutes(state),
    ...sandboxRoutes(state, faults, requests),
  ]
}

async function stop(server: http.Server, state: HerokuState): Promise<void> {
  for (const timer of state.timers) clearTimeout(timer)
  for (const transfer of state.transfers) transfer.interrupt.abort()
  await Promise.allSettled(state.running)
  server.closeAllConnections()
  await new Promise(resolve => {
    server.close(resolve)
  })
  for (const {database} of state.addons) if (database) await dropDatabase(state.postgres.adminUrl, database)
  await rm(state.backupDirectory, {recursive: true, force: true})
}
