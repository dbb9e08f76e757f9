import type * as Heroku from '@heroku-cli/schema'

import {MigrationError} from '../core/migration-error.js'
import type {Complete} from './complete.js'
import {EXPANDED, type HerokuApi} from './heroku-api.js'
import {isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** An add-on, in the terms of the Platform API. */
export interface AddOn {
  id: string
  /** Unique in all of Heroku: `postgresql-flat-1234`. */
  name: string
  /** The app that pays for it; restores are listed under this app. */
  app: {id: string; name: string}
  /** `heroku-postgresql`, `jawsdb`. */
  service: string
  /** Without the service: `essential-0`. */
  plan: string
  /** `deprovisioned` means that creating it failed. */
  state: 'deprovisioned' | 'deprovisioning' | 'provisioned' | 'provisioning'
  /** Names of the config vars that it owns on its own app. */
  configVars: string[]
}

/** Reads an add-on of an app, given by name or id. Throws `addon-not-found`. */
export async function readAddon(api: HerokuApi, app: string, addon: string): Promise<AddOn> {
  try {
    return toAddOn(
      await api.platform.get<RawAddOn>(urlPath`/apps/${app}/addons/${addon}`, {headers: EXPANDED}),
    )
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new MigrationError(`Couldn't find the add-on ${addon} on ${app}.`, {
      code: 'addon-not-found',
      suggestions: [`See the app's add-ons with: heroku addons --app ${app}`],
    })
  }
}

/** An add-on as the API sends it; the schema lacks the state `deprovisioning`, which the API does send. */
export type RawAddOn = Complete<Omit<Heroku.AddOn, 'state'>> & {state: AddOn['state']}

/** Picks what this program uses from the API's add-on. */
export function toAddOn({id, name, app, addon_service, plan, state, config_vars}: RawAddOn): AddOn {
  return {
    id,
    name,
    app: {id: app.id, name: app.name},
    service: addon_service.name,
    plan: plan.name.split(':', 2)[1] ?? plan.name,
    state,
    configVars: config_vars ?? [],
  }
}
