import {MigrationError} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, type WaitOptions} from './poll.js'
import {type AddOn, readAddon} from './read-addons.js'
import {hasCode, isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** Destroys an add-on and waits until it is gone. It is fine if it is already gone. Throws `addon-timeout`. */
export async function destroyAddon(
  api: HerokuApi,
  {id, name, app}: Pick<AddOn, 'app' | 'id' | 'name'>,
  {timeout = 10 * MINUTE, ...options}: WaitOptions = {},
): Promise<void> {
  try {
    await api.platform.delete(urlPath`/apps/${app.id}/addons/${id}`, {force: false})
  } catch (error) {
    if (isNotFound(error)) return
    throw error
  }
  const gone = await poll(() => isGone(api, app.id, id), {timeout, ...options})
  if (!gone)
    throw new MigrationError(`The add-on ${name} is still being destroyed.`, {
      code: 'addon-timeout',
      suggestions: [`Look at it with: heroku addons:info ${name}`],
    })
}

async function isGone(api: HerokuApi, app: string, addon: string): Promise<true | undefined> {
  try {
    const {state} = await readAddon(api, app, addon)
    return state === 'deprovisioned' ? true : undefined
  } catch (error) {
    if (hasCode(error, 'addon-not-found')) return true
    throw error
  }
}
