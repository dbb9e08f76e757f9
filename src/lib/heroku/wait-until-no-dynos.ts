import type * as Heroku from '@heroku-cli/schema'

import {MigrationError} from '../core/migration-error.js'
import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, SECOND, type WaitOptions} from './poll.js'
import {urlPath} from './url-path.js'

/** A dyno that runs. */
export interface Dyno {
  /** `web.1`, `run.1828`, `scheduler.4711`. */
  name: string
  type: string
  state: string
  command: string
}

/** How to wait for the dynos to stop. */
export interface DynoWaitOptions extends WaitOptions {
  /** Called at every look with the dynos that still run. */
  onWaiting?: (dynos: Dyno[]) => void
}

/** Reads which dynos are running, one-off dynos included. */
async function readDynos(api: HerokuApi, app: string): Promise<Dyno[]> {
  const dynos = await api.platform.get<Array<Complete<Heroku.Dyno>>>(urlPath`/apps/${app}/dynos`)
  return dynos.map(({name, type, state, command}) => ({name, type, state, command}))
}

/**
 * Waits until no dyno of the app runs that could write to the database. Process types have to be scaled to 0 already.
 * One-off dynos end by themselves: after `timeout` a MigrationError `dynos-still-running` names those that remain.
 */
export async function waitUntilNoDynos(
  api: HerokuApi,
  app: string,
  {onWaiting, timeout = 3 * MINUTE, interval = 2 * SECOND, ...options}: DynoWaitOptions = {},
): Promise<void> {
  let running: Dyno[] = []
  const gone = await poll(
    async () => {
      running = await readDynos(api, app)
      if (running.length === 0) return true
      onWaiting?.(running)
    },
    // Within the time given, since others wait: a short interval would use up the usual number of failures early.
    {timeout, interval, maxFailures: Infinity, ...options},
  )
  if (!gone) throw stillRunning(app, running)
}

function stillRunning(app: string, dynos: readonly Dyno[]): MigrationError {
  const named = dynos.map(({name, command}) => (command ? `${name} (${command})` : name)).join(', ')
  return new MigrationError(`Dynos of ${app} are still running and could write to the database: ${named}.`, {
    code: 'dynos-still-running',
    suggestions: dynos.map(({name}) => `heroku ps:stop --dyno-name ${name} --app ${app}`),
  })
}
