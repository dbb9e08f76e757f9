import {appAttachments, type Attachment} from './attachments.js'
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

/**
 * Puts DATABASE and the changed config vars back as they were. It can be repeated, and works after a promotion that stopped halfway.
 * A database that somebody else has made DATABASE since then stays; returns the name of its add-on, otherwise null.
 */
export async function undoPromotion(api: HerokuApi, promotion: Promotion): Promise<string | null> {
  const {app, previous} = promotion
  const attachments = await appAttachments(api, app)
  const current = attachments.find(({name}) => name === 'DATABASE')
  const others = current && isOthers(current, promotion) ? current : undefined
  if (!others) await putBackDatabase(api, promotion, current)
  await putBackConfigVars(api, promotion, others?.configVars ?? [])
  if (!others && previous?.keptAs) await detachByName(api, app, previous.keptAs, previous.addon)
  return others?.addon.name ?? null
}

function isOthers(current: Attachment, {addon, previous}: Promotion): boolean {
  return current.addon.name !== addon && current.addon.name !== previous?.addon
}

async function putBackDatabase(
  api: HerokuApi,
  {app, previous}: Promotion,
  current: Attachment | undefined,
): Promise<void> {
  if (!previous) {
    if (current) await detachAddon(api, current.id)
    return
  }
  if (current?.addon.name === previous.addon && current.namespace === previous.namespace) return
  await attachAddon(api, {app, addon: previous.addon, name: 'DATABASE', namespace: previous.namespace})
}

async function detachByName(api: HerokuApi, app: string, name: string, addon: string): Promise<void> {
  const attachments = await appAttachments(api, app)
  const found = attachments.find(attachment => attachment.name === name && attachment.addon.name === addon)
  if (found) await detachAddon(api, found.id)
}

/** What belongs to an attachment cannot be changed; its old value stays where it is kept. */
async function putBackConfigVars(
  api: HerokuApi,
  {app, saved, releaseBefore}: Promotion,
  owned: readonly string[],
): Promise<void> {
  const names = Object.entries(saved).filter(([name]) => !owned.includes(name))
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
