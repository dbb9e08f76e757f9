import {MigrationError} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, type WaitOptions} from './poll.js'
import {isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** How to wait for a database. */
export interface DatabaseWaitOptions extends WaitOptions {
  /** Called at every look with what the database is doing. */
  onWaiting?: (message: string) => void
  /** How many looks may find no such database: a new add-on reaches the data host with a delay. */
  maxMissing?: number
}

/**
 * Waits until a database accepts connections. `addonId` is the id of its add-on.
 * Throws `database-failed`, `database-not-found`, or `database-timeout` after `timeout`.
 */
export async function waitForDatabase(
  api: HerokuApi,
  addonId: string,
  {onWaiting, maxMissing = 60, timeout = 60 * MINUTE, ...options}: DatabaseWaitOptions = {},
): Promise<void> {
  let missing = 0
  const ready = await poll(
    async () => {
      const status = await readStatus(api, addonId)
      if (!status && ++missing > maxMissing)
        throw unusable('not-found', 'Heroku does not know the database.', addonId)
      if (status?.['error?']) throw unusable('failed', `The database failed: ${status.message}`, addonId)
      if (status && !status['waiting?']) return true
      onWaiting?.(status?.message ?? 'waiting to provision')
    },
    {timeout, ...options},
  )
  if (!ready) throw unusable('timeout', 'The database is still not available.', addonId)
}

async function readStatus(api: HerokuApi, addonId: string): Promise<WaitStatus | undefined> {
  try {
    return await api.data.get<WaitStatus>(urlPath`/client/v11/databases/${addonId}/wait_status`)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function unusable(what: string, message: string, addonId: string): MigrationError {
  return new MigrationError(message, {
    code: `database-${what}`,
    suggestions: [`Look at it with: heroku addons:info ${addonId}`],
  })
}

/** A status as the data host sends it; `error?` is present only in errors. */
interface WaitStatus {
  message: string
  'waiting?': boolean
  'error?'?: boolean
}
