import {appAttachments, type Attachment} from './attachments.js'
import {attachAddon} from './change-attachments.js'
import {changeConfigVars, type ConfigVarUpdates, readConfigVars} from './config-vars.js'
import type {HerokuApi} from './heroku-api.js'
import type {AddOn} from './read-addons.js'
import {latestRelease} from './read-release.js'

/** What a promotion changes, known before it is done, so that it can be written down and undone. Holds no secret. */
export interface Promotion {
  app: string
  /** Name of the add-on that becomes DATABASE. */
  addon: string
  /** What was DATABASE before, the add-on itself where it was that already; null where nothing was attached as that. */
  previous: PreviousDatabase | null
  /** Which config var is changed, and the one under which its old value is kept. */
  saved: Record<string, string>
  /** Newest release before the change: its config vars hold the old values, too. */
  releaseBefore: number | null
}

/** The add-on that was attached as DATABASE before. */
export interface PreviousDatabase {
  /** Name of the add-on. */
  addon: string
  namespace: string | null
  /** The name under which it is attached additionally, because nothing else would hold it afterwards; null where something does. */
  keptAs: string | null
}

/** Looks what it takes to make an add-on the app's DATABASE; changes nothing. `saved` comes from core/config-var-changes.ts. */
export async function planPromotion(
  api: HerokuApi,
  app: string,
  addon: Pick<AddOn, 'name'>,
  saved: Readonly<Record<string, string>>,
): Promise<Promotion> {
  const attachments = await appAttachments(api, app)
  const release = await latestRelease(api, app)
  return {
    app,
    addon: addon.name,
    previous: previousDatabase(attachments, addon.name),
    saved: {...saved},
    releaseBefore: release?.version ?? null,
  }
}

/**
 * Makes the add-on the app's DATABASE, as `heroku pg:promote` does, and sends the config var changes in one call before it:
 * Heroku refuses to attach something as DATABASE while the user has set DATABASE_URL. Does only what is not done yet, so that it can be
 * run again after a failure, and after an answer that was lost.
 */
export async function promote(
  api: HerokuApi,
  promotion: Promotion,
  updates: ConfigVarUpdates,
): Promise<void> {
  const {app, addon, previous} = promotion
  const attachments = await appAttachments(api, app)
  const missing = await missingUpdates(api, app, {updates, attachments})
  if (previous?.keptAs && !isAttached(attachments, previous.keptAs, previous)) {
    await attachAddon(api, {app, addon: previous.addon, name: previous.keptAs, namespace: previous.namespace})
  }
  if (Object.keys(missing).length > 0) await changeConfigVars(api, app, missing)
  if (!isAttached(attachments, 'DATABASE', {addon, namespace: null}))
    await attachAddon(api, {app, addon, name: 'DATABASE'})
}

/** Config vars of attachments cannot be changed: after the promotion, DATABASE_URL is one of them. */
async function missingUpdates(
  api: HerokuApi,
  app: string,
  {updates, attachments}: {updates: ConfigVarUpdates; attachments: readonly Attachment[]},
): Promise<ConfigVarUpdates> {
  if (Object.keys(updates).length === 0) return {}
  const now = await readConfigVars(api, app)
  const owned = new Set(attachments.flatMap(({configVars}) => configVars))
  return Object.fromEntries(
    Object.entries(updates).filter(([name, value]) => !owned.has(name) && (now[name] ?? null) !== value),
  )
}

function isAttached(
  attachments: readonly Attachment[],
  as: string,
  {addon, namespace}: Pick<PreviousDatabase, 'addon' | 'namespace'>,
): boolean {
  return attachments.some(
    ({name, addon: {name: holds}, namespace: part}) => name === as && holds === addon && part === namespace,
  )
}

function previousDatabase(attachments: readonly Attachment[], addon: string): PreviousDatabase | null {
  const current = attachments.find(({name}) => name === 'DATABASE')
  if (!current) return null
  const isSame = (other: Attachment): boolean =>
    other.addon.id === current.addon.id && other.namespace === current.namespace
  const hasOther = attachments.some(other => other.name !== 'DATABASE' && isSame(other))
  // Not so one of its credentials or its pool.
  const isItself = current.addon.name === addon && current.namespace === null
  return {
    addon: current.addon.name,
    namespace: current.namespace,
    keptAs: hasOther || isItself ? null : freeName(attachments),
  }
}

function freeName(attachments: readonly Attachment[]): string {
  const taken = new Set(attachments.map(({name}) => name))
  let name = 'OLD_DATABASE'
  for (let number = 2; taken.has(name); number++) name = `OLD_DATABASE_${number}`
  return name
}
