import type * as Heroku from '@heroku-cli/schema'

import {MigrationError} from '../core/migration-error.js'
import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, type WaitOptions} from './poll.js'
import {urlPath} from './url-path.js'

/** One release of an app. */
export interface Release {
  id: string
  version: number
  /** `Attach DATABASE (@ref:postgresql-flat-1234)`. */
  description: string
  /** `pending` while the release phase runs; `expired` is a failure, too. */
  status: string
  /** Id of the code that it runs; null if Heroku gives none. */
  slug: string | null
}

/** How to wait for a release; `onWaiting` is called with the release at every look. */
export interface ReleaseWaitOptions extends WaitOptions {
  onWaiting?: (release: Release) => void
}

/** Reads the newest release; undefined for an app that has none. */
export async function latestRelease(api: HerokuApi, app: string): Promise<Release | undefined> {
  const [newest] = await api.platform.get<RawRelease[]>(urlPath`/apps/${app}/releases`, {
    headers: {Range: 'version ..; max=1, order=desc'},
    partial: true,
  })
  return newest && toRelease(newest)
}

/** Reads a release, given by version or id. */
export async function readRelease(api: HerokuApi, app: string, release: number | string): Promise<Release> {
  return toRelease(await api.platform.get<RawRelease>(urlPath`/apps/${app}/releases/${release}`))
}

/**
 * Waits for the end of a release's release phase; a release without one has succeeded immediately.
 * Throws `release-failed`, or `release-timeout` if it is still pending when the time is up.
 */
export async function waitForRelease(
  api: HerokuApi,
  app: string,
  release: number | string,
  {onWaiting, timeout = 15 * MINUTE, ...options}: ReleaseWaitOptions = {},
): Promise<Release> {
  const ended = await poll(
    async () => {
      const found = await readRelease(api, app, release)
      if (found.status !== 'pending') return found
      onWaiting?.(found)
    },
    {timeout, ...options},
  )
  if (!ended) throw notDone(app, release, 'release-timeout', 'has not ended its release phase')
  if (ended.status !== 'succeeded')
    throw notDone(app, ended.version, 'release-failed', 'failed in its release phase')
  return ended
}

function notDone(app: string, release: number | string, code: string, what: string): MigrationError {
  const version = typeof release === 'number' ? `v${release}` : release
  return new MigrationError(`Release ${version} of ${app} ${what}.`, {
    code,
    suggestions: [`See why with: heroku releases:output ${version} --app ${app}`],
  })
}

type RawRelease = Complete<Heroku.Release>

function toRelease({id, version, description, status, slug}: RawRelease): Release {
  return {id, version, description, status, slug: slug?.id ?? null}
}
