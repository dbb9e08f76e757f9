import {MigrationError} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, type WaitOptions} from './poll.js'
import {type AddOn, readAddon} from './read-addons.js'

/** How to wait for an add-on; `onWaiting` is called with the add-on at every look. */
export interface AddonWaitOptions extends WaitOptions {
  onWaiting?: (addon: AddOn) => void
}

/**
 * Waits until an add-on is provisioned; its database may take longer, see wait-for-database.ts.
 * Throws `addon-failed`, or `addon-timeout` after `timeout`.
 */
export async function waitForAddon(
  api: HerokuApi,
  {name, app}: Pick<AddOn, 'app' | 'name'>,
  {onWaiting, timeout = 60 * MINUTE, ...options}: AddonWaitOptions = {},
): Promise<AddOn> {
  const done = await poll(
    async () => {
      const addon = await readAddon(api, app.name, name)
      if (addon.state !== 'provisioning') return addon
      onWaiting?.(addon)
    },
    {timeout, ...options},
  )
  if (!done)
    throw new MigrationError(`The add-on ${name} is still being created.`, {
      code: 'addon-timeout',
      suggestions: [`Wait for it with: heroku addons:wait ${name} --app ${app.name}`],
    })
  if (done.state !== 'provisioned')
    throw new MigrationError(`The add-on ${name} was unable to be created, with status ${done.state}.`, {
      code: 'addon-failed',
      suggestions: ['Run the command again, or see https://status.heroku.com for incidents.'],
    })
  return done
}
