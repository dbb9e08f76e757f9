import {getAddonService} from '@heroku/heroku-cli-util/utils/addons'

import {MigrationError} from '../core/migration-error.js'
import {addonAttachments} from './attachments.js'
import {attachAddon, detachAddon} from './change-attachments.js'
import type {HerokuApi} from './heroku-api.js'
import {patiently, type WaitOptions} from './poll.js'
import {type AddOn, type RawAddOn, readAddon, toAddOn} from './read-addons.js'
import {hasCode, isTransient, needsConfirmation} from './translate-error.js'
import {urlPath} from './url-path.js'

/** The database to be created. */
export interface NewPostgres {
  /** `essential-0`. */
  plan: string
  /** Unique in all of Heroku, so that sending the call twice cannot create two databases. */
  name: string
  /** Not `DATABASE`: the app would switch to an empty database. */
  attachmentName: string
  /** Called before the add-on is created, when the app is known to have none of that name: if it has one later, it is ours. */
  onNameFree?: () => Promise<void>
}

/** How long to retry while Heroku fails for transient reasons; `onFailure` gets the first failure. */
export interface CreateOptions extends WaitOptions {
  onFailure?: (error: unknown) => void
}

/**
 * Creates a Heroku Postgres add-on; wait for it with wait-for-addon.ts. Costs money, makes a release and restarts the app.
 * Throws `addon-name-taken`, `attachment-name-taken`, or what the API says: no such plan, no billing information.
 */
export async function createPostgres(
  api: HerokuApi,
  app: string,
  wanted: NewPostgres,
  {onFailure = () => {}, ...options}: CreateOptions = {},
): Promise<AddOn> {
  if (await patiently(() => findAddon(api, app, wanted.name), onFailure, options))
    throw nameTaken(wanted.name)
  await wanted.onNameFree?.()
  const addon = await patiently(creation(api, app, wanted), onFailure, options)
  return patiently(() => takeOffDatabaseUrl(api, addon, wanted.attachmentName), onFailure, options)
}

/** Creates the add-on, or finds the one that an earlier call made although its answer was lost; that one may show up late. */
function creation(api: HerokuApi, app: string, wanted: NewPostgres): () => Promise<AddOn> {
  let lost: unknown
  return async () => {
    const made = lost === undefined ? undefined : await findAddon(api, app, wanted.name)
    if (made) return made
    try {
      return await post(api, app, wanted)
    } catch (error) {
      const isTaken = isNameTaken(error) || needsConfirmation(error)
      if (isTransient(error)) lost ??= error
      else if (!isTaken) throw error
      // The name was free a moment ago: if this app has it now, our call made it, but was sent twice or its answer was lost.
      const ours = await findAddon(api, app, wanted.name)
      if (ours) return ours
      if (lost) throw lost
      throw isNameTaken(error) ? nameTaken(wanted.name) : attachmentTaken(app, wanted.attachmentName)
    }
  }
}

async function post(api: HerokuApi, app: string, {plan, name, attachmentName}: NewPostgres): Promise<AddOn> {
  const service = getAddonService()
  const body = {attachment: {name: attachmentName}, name, plan: {name: `${service}:${plan}`}}
  return toAddOn(
    await api.platform.post<RawAddOn>(urlPath`/apps/${app}/addons`, body, {headers: EXPANDED_PLAN}),
  )
}

/** Undoes an attachment as DATABASE, which Heroku may make for the app's first Postgres: nothing may read from it before it is filled. */
async function takeOffDatabaseUrl(api: HerokuApi, addon: AddOn, wanted: string): Promise<AddOn> {
  if (!addon.configVars.includes('DATABASE_URL')) return addon
  const attachments = await addonAttachments(api, addon.id)
  const others = attachments.filter(({name}) => name !== 'DATABASE')
  // Heroku keeps the last attachment of an add-on to its own app.
  if (others.length === 0)
    others.push(await attachAddon(api, {app: addon.app.name, addon: addon.name, name: wanted}))
  const unasked = attachments.find(({name}) => name === 'DATABASE')
  if (unasked) await detachAddon(api, unasked.id)
  return {...addon, configVars: others.flatMap(({configVars}) => configVars)}
}

async function findAddon(api: HerokuApi, app: string, name: string): Promise<AddOn | undefined> {
  try {
    return await readAddon(api, app, name)
  } catch (error) {
    if (hasCode(error, 'addon-not-found')) return undefined
    throw error
  }
}

function isNameTaken(error: unknown): boolean {
  return (
    error instanceof MigrationError &&
    error.code === 'heroku-invalid-params' &&
    /\bname\b.*\b(?:taken|in use|exists)\b/i.test(error.message)
  )
}

function nameTaken(name: string): MigrationError {
  return new MigrationError(`An add-on named ${name} already exists.`, {
    code: 'addon-name-taken',
    suggestions: ['Choose another name: add-on names are unique in all of Heroku.'],
  })
}

function attachmentTaken(app: string, name: string): MigrationError {
  return new MigrationError(`Something is already attached to ${app} as ${name}.`, {
    code: 'attachment-name-taken',
    suggestions: [`Choose another name, or see what it is with: heroku addons --app ${app}`],
  })
}

const EXPANDED_PLAN = {'Accept-Expansion': 'plan', 'X-Heroku-Legacy-Provider-Messages': 'true'}
