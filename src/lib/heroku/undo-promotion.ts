import {appAttachments} from './attachments.js'
import {attachAddon, detachAddon} from './change-attachments.js'
import {
  changeConfigVars,
  type ConfigVars,
  configVarsOfRelease,
  type ConfigVarUpdates,
  readConfigVars,
} from './config-vars.js'
import type {HerokuApi} from './heroku-api.js'
import type {Promotion} from './promote.js'

/** Puts DATABASE and the changed config vars back as they were. It can be repeated, and works after a promotion that stopped halfway. */
export async function undoPromotion(api: HerokuApi, promotion: Promotion): Promise<void> {
  const {app, previous} = promotion
  await putBackDatabase(api, promotion)
  await putBackConfigVars(api, promotion)
  if (previous?.keptAs) await detachByName(api, app, previous.keptAs, previous.addon)
}

async function putBackDatabase(api: HerokuApi, {app, addon, previous}: Promotion): Promise<void> {
  if (!previous) return detachByName(api, app, 'DATABASE', addon)
  const attachments = await appAttachments(api, app)
  const current = attachments.find(({name}) => name === 'DATABASE')
  if (current?.addon.name === previous.addon && current.namespace === previous.namespace) return
  await attachAddon(api, {app, addon: previous.addon, name: 'DATABASE', namespace: previous.namespace})
}

async function detachByName(api: HerokuApi, app: string, name: string, addon: string): Promise<void> {
  const attachments = await appAttachments(api, app)
  const found = attachments.find(attachment => attachment.name === name && attachment.addon.name === addon)
  if (found) await detachAddon(api, found.id)
}

async function putBackConfigVars(api: HerokuApi, {app, saved, releaseBefore}: Promotion): Promise<void> {
  const names = Object.entries(saved)
  if (names.length === 0) return
  const now = await readConfigVars(api, app)
  const isKept = names.every(([, kept]) => kept in now)
  const before = isKept || releaseBefore === null ? {} : await configVarsOfRelease(api, app, releaseBefore)
  const updates: ConfigVarUpdates = {}
  for (const [name, kept] of names) Object.assign(updates, changeBack(name, kept, {now, before}))
  if (Object.keys(updates).length > 0) await changeConfigVars(api, app, updates)
}

/** The saved value is the newest; without it, the release before the promotion has the old value. */
function changeBack(
  name: string,
  kept: string,
  {now, before}: {now: ConfigVars; before: ConfigVars},
): ConfigVarUpdates {
  const [newest, old] = [now[kept], before[name]]
  if (newest !== undefined) return {[name]: newest, [kept]: null}
  return old === undefined || old === now[name] ? {} : {[name]: old}
}
