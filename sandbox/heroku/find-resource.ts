import {notFound} from './api-error.js'
import type {Addon, App, Attachment, HerokuState} from './heroku-state.js'

/** Finds an app by id or name. */
export function findApp(state: HerokuState, identity: string | undefined): App {
  const found = state.apps.find(app => app.id === identity || app.name === identity)
  if (!found) throw notFound('app')
  return found
}

/** Finds an add-on by id or name, among all of them or those of one billing app. */
export function findAddon(state: HerokuState, identity: string | undefined, app?: App): Addon {
  const found = state.addons.find(
    addon => (addon.id === identity || addon.name === identity) && (!app || addon.app === app),
  )
  if (!found) throw notFound('add_on', 'add-on')
  return found
}

/** Finds an attachment by id, or by name within an app. */
export function findAttachment(state: HerokuState, identity: string | undefined, app?: App): Attachment {
  const found = state.attachments.find(attachment =>
    app ? attachment.app === app && isNamed(attachment, identity) : attachment.id === identity,
  )
  if (!found) throw notFound('add_on attachment', 'add-on attachment')
  return found
}

function isNamed(attachment: Attachment, identity: string | undefined): boolean {
  return attachment.id === identity || attachment.name === identity
}
