import type {App, Attachment, HerokuState} from './heroku-state.js'

/** Names of an attachment's config vars: `JAWSDB_URL` for an attachment JAWSDB of an add-on with the value `URL`. */
export function attachmentVarNames(attachment: Attachment): string[] {
  return Object.keys(attachment.addon.values).map(suffix => `${attachment.name}_${suffix}`)
}

/** All config vars of an app: those that users set, and those of its provisioned attachments. */
export function configVars(state: HerokuState, app: App): Record<string, string> {
  return {...app.userVars, ...attachmentVars(state, app)}
}

/** The config vars that an app has from its attachments; users cannot change them. */
export function attachmentVars(state: HerokuState, app: App): Record<string, string> {
  const attached = state.attachments.filter(
    attachment => attachment.app === app && attachment.addon.state === 'provisioned',
  )
  return Object.fromEntries(
    attached.flatMap(({name, addon}) =>
      Object.entries(addon.values).map(([suffix, value]) => [`${name}_${suffix}`, value]),
    ),
  )
}
