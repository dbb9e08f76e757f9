import {notFound} from './api-error.js'
import {attachmentVarNames} from './app-config.js'
import {attachAddon, checkNotLast, detachAddon} from './attach-addon.js'
import {identityField, textField} from './body-field.js'
import {findAddon, findApp, findAttachment} from './find-resource.js'
import type {Attachment, HerokuState} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Call, type Reply, type Route} from './router.js'

export function attachmentRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/addon-attachments', call => listed(call, state.attachments)),
    route('GET', '/apps/:app/addon-attachments', call => {
      const app = findApp(state, call.params.app)
      return listed(
        call,
        state.attachments.filter(attachment => attachment.app === app),
      )
    }),
    route('GET', '/addons/:addon/addon-attachments', call => {
      const addon = findAddon(state, call.params.addon)
      return listed(
        call,
        state.attachments.filter(attachment => attachment.addon === addon),
      )
    }),
    route('GET', '/apps/:app/addon-attachments/:attachment', call => {
      const found = findAttachment(state, call.params.attachment, findApp(state, call.params.app))
      return {status: 200, body: attachmentBody(call, found)}
    }),
    route('GET', '/addon-attachments/:attachment', call => ({
      status: 200,
      body: attachmentBody(call, findAttachment(state, call.params.attachment)),
    })),
    route('POST', '/addon-attachments', call => createAttachment(state, call)),
    route('DELETE', '/addon-attachments/:attachment', call => {
      const attachment = findAttachment(state, call.params.attachment)
      checkNotLast(state, attachment)
      detachAddon(state, attachment)
      return {status: 200, body: attachmentBody(call, attachment)}
    }),
    route('POST', '/actions/addon-attachments/resolve', call => resolveAttachment(state, call)),
  ]
}

function createAttachment(state: HerokuState, call: Call): Reply {
  const attachment = attachAddon(state, {
    addon: findAddon(state, identityField(call.body, 'addon')),
    app: findApp(state, identityField(call.body, 'app')),
    name: textField(call.body, 'name'),
    namespace: textField(call.body, 'namespace') ?? null,
    confirm: textField(call.body, 'confirm'),
  })
  return {status: 201, body: attachmentBody(call, attachment)}
}

/** Finds attachments by id, name, config var name, or the name or id of their add-on. */
function resolveAttachment(state: HerokuState, call: Call): Reply {
  const wanted = textField(call.body, 'addon_attachment') ?? ''
  const appName = textField(call.body, 'app')
  const app = appName === undefined ? undefined : findApp(state, appName)
  const candidates = state.attachments.filter(attachment => !app || attachment.app === app)
  const direct = candidates.filter(({id, name}) => id === wanted || name === wanted)
  const found = direct.length > 0 ? direct : candidates.filter(attachment => refersTo(attachment, wanted))
  if (found.length === 0) throw notFound('add_on attachment')
  return {status: 200, body: found.map(attachment => attachmentBody(call, attachment))}
}

function refersTo(attachment: Attachment, wanted: string): boolean {
  const {addon} = attachment
  return addon.id === wanted || addon.name === wanted || attachmentVarNames(attachment).includes(wanted)
}

function listed(call: Call, attachments: Attachment[]): Reply {
  return paged(
    call,
    attachments.map(attachment => attachmentBody(call, attachment)),
  )
}

/** Includes the add-on's plan and the names of config vars only if `Accept-Inclusion` asks for them. */
function attachmentBody(call: Call, attachment: Attachment): Record<string, unknown> {
  const {id, name, namespace, addon, app, createdAt} = attachment
  const inclusion = String(call.headers['accept-inclusion'] ?? '')
  const plan = {plan: {name: `${addon.service}:${addon.plan}`}}
  return {
    id,
    name,
    namespace,
    addon: {
      id: addon.id,
      name: addon.name,
      app: {id: addon.app.id, name: addon.app.name},
      ...(inclusion.includes('addon:plan') ? plan : {}),
    },
    app: {id: app.id, name: app.name},
    ...(inclusion.includes('config_vars') ? {config_vars: attachmentVarNames(attachment)} : {}),
    web_url: `https://addons-sso.heroku.com/apps/${addon.app.id}/addons/${addon.id}`,
    log_input_url: null,
    created_at: createdAt.toISOString(),
    updated_at: createdAt.toISOString(),
  }
}
