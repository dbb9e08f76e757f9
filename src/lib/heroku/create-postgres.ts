import {getAddonService} from '@heroku/heroku-cli-util/utils/addons'

import {MigrationError} from '../core/migration-error.js'
import {addonAttachments} from './attachments.js'
import {attachAddon, detachAddon} from './change-attachments.js'
import type {HerokuApi} from './heroku-api.js'
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

/**
 * Creates a Heroku Postgres add-on; wait for it with wait-for-addon.ts. Costs money, makes a release and restarts the app.
 * Throws `addon-name-taken`, `attachment-name-taken`, or what the API says: no such plan, no billing information.
 */
export async function createPostgres(api: HerokuApi, app: string, wanted: NewPostgres): Promise<AddOn> {
  if (await findAddon(api, app, wanted.name)) throw nameTaken(wanted.name)
  await wanted.onNameFree?.()
  return takeOffDatabaseUrl(api, await post(api, app, wanted), wanted.attachmentName)
}

async function post(api: HerokuApi, app: string, {plan, name, attachmentName}: NewPostgres): Promise<AddOn> {
  const service = getAddonService()
  const body = {attachment: {name: attachmentName}, name, plan: {name: `${service}:${plan}`}}
  try {
    return toAddOn(
      await api.platform.post<RawAddOn>(urlPath`/apps/${app}/addons`, body, {headers: EXPANDED_PLAN}),
    )
  } catch (error) {
    if (needsConfirmation(error)) throw attachmentTaken(app, attachmentName)
    if (!isNameTaken(error) && !isTransient(error)) throw error
    // The name was free a moment ago: if this app has it now, our call made it, but was sent twice or its answer was lost.
    const ours = await findAddon(api, app, name)
    if (ours) return ours
    throw isNameTaken(error) ? nameTaken(name) : error
  }
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
