import {appAttachments} from './attachments.js'
import {attachAddon, detachAddon} from './change-attachments.js'
import {changeConfigVars, configVarsOfRelease, type ConfigVars, readConfigVars} from './config-vars.js'
import type {HerokuApi} from './heroku-api.js'
import type {Promotion} from './promote.js'

/** Puts DATABASE and the changed config vars back as they were. Can be run again, and after a promotion that stopped halfway. */
export async function undoPromotion(api: HerokuApi, promotion: Promotion): Promise<void> {
  const {app, addon, previous} = promotion
  await (previous
    ? attachAddon(api, {app, addon: previous.addon, name: 'DATABASE', namespace: previous.namespace})
    : detachByName(api, app, 'DATABASE', addon))
  await restoreConfigVars(api, promotion)
  if (previous?.keptAs) await detachByName(api, app, previous.keptAs, previous.addon)
}

async function detachByName(api: HerokuApi, app: string, name: string, addon: string): Promise<void> {
  const attachments = await appAttachments(api, app)
  const found = attachments.find(attachment => attachment.name === name && attachment.addon.name === addon)
  if (found) await detachAddon(api, found.id)
}

async function restoreConfigVars(api: HerokuApi, {app, saved, releaseBefore}: Promotion): Promise<void> {
  const names = Object.entries(saved)
  if (names.length === 0) return
  const now = await readConfigVars(api, app)
  const before =
    names.some(([, kept]) => !(kept in now)) && releaseBefore !== null
      ? await configVarsOfRelease(api, app, releaseBefore)
      : {}
  const updates = names.map(([name, kept]) => changeBack(name, kept, {now, before}))
  const merged = Object.assign({}, ...updates) as Record<string, string | null>
  if (Object.keys(merged).length > 0) await changeConfigVars(api, app, merged)
}

/** The kept value is the newest; without it the release before the promotion tells what it was. */
function changeBack(name: string, kept: string, {now, before}: {now: ConfigVars; before: ConfigVars}) {
  if (kept in now) return {[name]: now[kept], [kept]: null}
  return name in before && before[name] !== now[name] ? {[name]: before[name]} : {}
}
