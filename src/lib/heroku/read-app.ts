import type * as Heroku from '@heroku-cli/schema'

import {MigrationError} from '../core/migration-error.js'
import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** What a migration has to know of an app. */
export interface App {
  id: string
  name: string
  maintenance: boolean
  /** `eu`, `us`. */
  region: string
  /** `heroku-24`, `container`. */
  stack: string
  /** Name of the private space; null on the common runtime. */
  space: string | null
  /** Whether that space is a shield space. */
  shield: boolean
  /** Email of a person or a team. */
  owner: string
}

/** Reads an app, given by name or id. */
export async function readApp(api: HerokuApi, app: string): Promise<App> {
  try {
    return toApp(await api.platform.get<Complete<Heroku.App>>(urlPath`/apps/${app}`))
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new MigrationError(`Couldn't find the app ${app}.`, {
      code: 'app-not-found',
      suggestions: [
        'See the apps you have access to with: heroku apps --all',
        'See who you are with: heroku auth:whoami',
      ],
    })
  }
}

/** A part that the API leaves out is taken as "none". */
function toApp({id, name, maintenance, region, stack, space, owner}: Complete<Heroku.App>): App {
  return {
    id,
    name,
    maintenance,
    region: region?.name ?? '',
    stack: stack?.name ?? '',
    space: space?.name ?? null,
    shield: space?.shield ?? false,
    owner: owner?.email ?? '',
  }
}
