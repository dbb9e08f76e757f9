import type * as Heroku from '@heroku-cli/schema'

import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** An attachment of an add-on to an app. */
export interface Attachment {
  id: string
  /** `DATABASE`, `JAWSDB`, `HEROKU_POSTGRESQL_PINK`. */
  name: string
  /** The part of the add-on: `connection-pooling:default`, `credential:reader`; null for all of it. */
  namespace: string | null
  app: {id: string; name: string}
  /** Its `app` is the one that pays for it. */
  addon: {id: string; name: string; app: {id: string; name: string}}
  /** Names of the config vars that the attachment owns on `app`. */
  configVars: string[]
}

/** Lists everything attached to an app, add-ons of other apps included. */
export async function appAttachments(api: HerokuApi, app: string): Promise<Attachment[]> {
  return list(api, urlPath`/apps/${app}/addon-attachments`)
}

/** Lists all attachments of an add-on, whatever the app. */
export async function addonAttachments(api: HerokuApi, addonId: string): Promise<Attachment[]> {
  return list(api, urlPath`/addons/${addonId}/addon-attachments`)
}

/** Names of the apps that have an attachment but are not among `known` (names): they would keep using the add-on unnoticed. */
export function unknownApps(attachments: readonly Attachment[], known: readonly string[]): string[] {
  const names = attachments.map(({app}) => app.name).filter(name => !known.includes(name))
  return [...new Set(names)].sort()
}

/** An attachment as the API sends it; it includes the config vars only because the request asks for them. */
export type RawAttachment = Complete<Heroku.AddOnAttachment> & {config_vars?: string[]}

/** Picks what this program uses from the API's attachment. */
export function toAttachment({id, name, namespace, app, addon, config_vars}: RawAttachment): Attachment {
  return {
    id,
    name,
    namespace: namespace ?? null,
    app: {id: app.id, name: app.name},
    addon: {id: addon.id, name: addon.name, app: {id: addon.app.id, name: addon.app.name}},
    configVars: config_vars ?? [`${name}_URL`],
  }
}

async function list(api: HerokuApi, path: string): Promise<Attachment[]> {
  const attachments = await api.platform.get<RawAttachment[]>(path, {
    headers: {
      Accept: 'application/vnd.heroku+json; version=3.sdk',
      'Accept-Inclusion': 'addon:plan,config_vars',
    },
  })
  return attachments.map(toAttachment)
}
