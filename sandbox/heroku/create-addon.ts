import {randomInt, randomUUID} from 'node:crypto'
import {addRelease} from './add-release.js'
import {invalid} from './api-error.js'
import {attachAddon, checkName} from './attach-addon.js'
import {identityField, textField} from './body-field.js'
import {later, type Addon, type App, type HerokuState} from './heroku-state.js'
import {findPlan, type PostgresPlan} from './plans.js'
import {createDatabase, databaseUrl, dropDatabase, newPostgresDatabase} from './postgres-database.js'

/**
 * `POST /apps/APP/addons`: checks everything first, then makes the add-on, which is provisioned after a delay.
 * Only Heroku Postgres can be created; other services exist only on the apps that the sandbox starts with.
 */
export function createAddon(state: HerokuState, app: App, body: unknown): Addon {
  const plan = requestedPlan(identityField(body, 'plan') ?? '')
  const addon = newAddon(state, app, plan, textField(body, 'name'))
  const attachment = {
    addon,
    app,
    name: textField(body, 'attachment', 'name') ?? defaultName(state, app),
    confirm: textField(body, 'confirm'),
  }
  if (attachment.name) checkName({...attachment, name: attachment.name}, state)
  state.addons.push(addon)
  attachAddon(state, attachment)
  later(state, state.settings.provisionDelayMs, () => provision(state, addon))
  return addon
}

function requestedPlan(name: string): PostgresPlan {
  const [service, plan = 'essential-0'] = name.split(':', 2)
  const found = service === 'heroku-postgresql' ? findPlan(plan) : undefined
  if (!found) throw invalid(`Couldn't find either the add-on service or the add-on plan of "${name}".`)
  return found
}

function newAddon(state: HerokuState, app: App, plan: PostgresPlan, wanted: string | undefined): Addon {
  const name = wanted ?? `postgresql-sandbox-${randomInt(10_000, 100_000)}`
  if (!/^[a-zA-Z][A-Za-z0-9_-]+$/.test(name)) throw invalid('Name is invalid.')
  if (state.addons.some(addon => addon.name === name)) throw invalid('Name is already taken.')
  const inSpace = /^(private|shield)/.test(plan.name)
  if (inSpace !== (app.space !== null))
    throw invalid(`The plan ${plan.name} cannot be used with ${app.name}.`)
  const database = newPostgresDatabase(state.postgres.adminUrl, plan.connections)
  const now = new Date()
  const base = {id: randomUUID(), name, app, service: 'heroku-postgresql', plan: plan.name}
  return {
    ...base,
    state: 'provisioning',
    values: {URL: databaseUrl(database)},
    database,
    createdAt: now,
    updatedAt: now,
  }
}

/** The first database of an app becomes DATABASE, later ones are named after a color. */
function defaultName(state: HerokuState, app: App): string | undefined {
  const taken =
    'DATABASE_URL' in app.userVars ||
    state.attachments.some(attachment => attachment.app === app && attachment.name === 'DATABASE')
  return taken ? undefined : 'DATABASE'
}

async function provision(state: HerokuState, addon: Addon): Promise<void> {
  const {adminUrl} = state.postgres
  if (addon.state !== 'provisioning' || !addon.database) return
  addon.updatedAt = new Date()
  if (state.settings.provisioning === 'fails') {
    addon.state = 'deprovisioned'
    state.attachments = state.attachments.filter(attachment => attachment.addon !== addon)
    return
  }

  await createDatabase(adminUrl, addon.database)
  if (isDeletedMeanwhile(addon)) return dropDatabase(adminUrl, addon.database)
  addon.state = 'provisioned'
  for (const {app, name} of state.attachments.filter(attachment => attachment.addon === addon))
    addRelease(state, app, `Attach ${name} (@ref:${addon.name})`)
}

function isDeletedMeanwhile({state}: Addon): boolean {
  return state === 'deprovisioning'
}
