import {randomUUID} from 'node:crypto'
import {addRelease} from './add-release.js'
import {confirmationRequired, invalid} from './api-error.js'
import type {Addon, App, Attachment, HerokuState} from './heroku-state.js'

const COLORS = [
  'AMBER',
  'AQUA',
  'BLUE',
  'BRONZE',
  'CYAN',
  'GRAY',
  'GREEN',
  'IVORY',
  'JADE',
  'MAROON',
  'NAVY',
  'OLIVE',
  'PINK',
]

/** Which add-on to attach, to which app and under which name. */
export interface AttachRequest {
  addon: Addon
  app: App
  /** The first free color when absent: `HEROKU_POSTGRESQL_AMBER`. */
  name?: string
  namespace?: string | null
  /** The app's name, as a confirmation that an attachment or config var of the same name may be replaced. */
  confirm?: string
}

/**
 * Attaches an add-on to an app, taking the name from another add-on if that is confirmed.
 * Each move is a release `Detach NAME (@ref:OLD)` and a release `Attach NAME (@ref:NEW)`.
 */
export function attachAddon(state: HerokuState, request: AttachRequest): Attachment {
  const {addon, app, namespace = null} = request
  const name = request.name ?? freeColor(state, app)
  checkName({...request, name}, state)
  const occupant = state.attachments.find(attachment => attachment.app === app && attachment.name === name)
  if (occupant) detachAddon(state, occupant)
  for (const suffix of Object.keys(addon.values)) delete app.userVars[`${name}_${suffix}`]
  const attachment = {id: randomUUID(), name, namespace, addon, app, createdAt: new Date()}
  state.attachments.push(attachment)
  if (addon.state === 'provisioned') addRelease(state, app, `Attach ${name} (@ref:${addon.name})`)
  return attachment
}

/** Throws if the name is malformed, or is taken and the caller has not confirmed. Changes nothing. */
export function checkName(request: AttachRequest & {name: string}, state: HerokuState): void {
  const {addon, app, name, confirm} = request
  if (!/^[A-Z][A-Z0-9_]*$/.test(name))
    throw invalid(
      'Name must start with a letter and can only contain uppercase letters, numbers, and underscores.',
    )
  const occupant = state.attachments.find(attachment => attachment.app === app && attachment.name === name)
  if (occupant) checkOccupant(state, occupant, confirm)
  const overwritten = Object.keys(addon.values)
    .map(suffix => `${name}_${suffix}`)
    .filter(key => key in app.userVars)
  if (overwritten.length === 0) return
  if (confirm !== app.name || state.settings.attachOverUserVar === 'refuse')
    throw invalid(`Cannot attach as ${name}: the config var ${overwritten.join(', ')} is set on ${app.name}.`)
}

function checkOccupant(state: HerokuState, occupant: Attachment, confirm: string | undefined): void {
  if (confirm !== occupant.app.name)
    throw confirmationRequired(
      `${occupant.name} is attached to ${occupant.addon.name}. Attaching will overwrite it on ${occupant.app.name}.`,
    )
  checkNotLast(state, occupant)
}

/** Throws for an add-on's last attachment to the app that pays for it, which must stay. */
export function checkNotLast(state: HerokuState, attachment: Attachment): void {
  const {addon, app} = attachment
  const others = state.attachments.filter(
    other => other !== attachment && other.addon === addon && other.app === addon.app,
  )
  if (app === addon.app && others.length === 0)
    throw invalid(`Cannot destroy last attachment to billing app ${app.name}.`)
}

/** Removes an attachment, which makes a release. */
export function detachAddon(state: HerokuState, attachment: Attachment): void {
  const {addon, app, name} = attachment
  state.attachments = state.attachments.filter(other => other !== attachment)
  addRelease(state, app, `Detach ${name} (@ref:${addon.name})`)
}

function freeColor(state: HerokuState, app: App): string {
  const names = COLORS.map(color => `HEROKU_POSTGRESQL_${color}`)
  const free = names.find(
    name => !state.attachments.some(attachment => attachment.app === app && attachment.name === name),
  )
  if (!free) throw invalid('All color names are taken.')
  return free
}
