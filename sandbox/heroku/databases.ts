import {bodyField} from './body-field.js'
import {DATA_NOT_FOUND} from './data-reply.js'
import {databaseInfo} from './database-info.js'
import type {Addon, DatabaseAddon, HerokuState} from './heroku-state.js'
import {findPlan} from './plans.js'
import {installExtensions, resetDatabase} from './postgres-database.js'
import {route, type Call, type Reply, type Route} from './router.js'

/** The Data API for one database; unknown ids get its own kind of 404, and so do Advanced plans, which it does not serve. */
export function databaseRoutes(state: HerokuState): Route[] {
  const {adminUrl} = state.postgres
  return [
    route('GET', '/client/v11/databases/:id', call =>
      withDatabase(state, call, async addon => ({status: 200, body: await databaseInfo(adminUrl, addon)})),
    ),
    route('GET', '/client/v11/databases/:id/wait_status', call =>
      withDatabase(state, call, addon => ({status: 200, body: waitStatus(addon)})),
    ),
    route('PUT', '/client/v11/databases/:id/reset', call =>
      withDatabase(state, call, async ({database}) => {
        await resetDatabase(adminUrl, database)
        await installExtensions(adminUrl, database, requestedExtensions(call.body))
        return {status: 200, body: {message: 'Reset successful.'}}
      }),
    ),
    route('GET', '/postgres/v0/databases/:id/credentials', call =>
      withDatabase(state, call, addon => ({status: 200, body: [credential(addon)]})),
    ),
    route('GET', '/postgres/v0/databases/:id/credentials/default', call =>
      withDatabase(state, call, addon => ({status: 200, body: credential(addon)})),
    ),
  ]
}

/** Finds the database by the id or name of its add-on. */
export function withDatabase(
  state: HerokuState,
  call: Call,
  answer: (addon: DatabaseAddon) => Promise<Reply> | Reply,
): Promise<Reply> | Reply {
  const addon = state.addons.find(({id, name}) => id === call.params.id || name === call.params.id)
  const known =
    addon && hasDatabase(addon) && addon.state !== 'deprovisioning' && !findPlan(addon.plan)?.advanced
  return known ? answer(addon) : DATA_NOT_FOUND
}

/** `extensions: ["postgis"]` of a restore or a reset. */
export function requestedExtensions(body: unknown): string[] {
  const extensions = bodyField(body, 'extensions')
  return Array.isArray(extensions) ? extensions.map(String) : []
}

function hasDatabase(addon: Addon): addon is DatabaseAddon {
  return addon.database !== null
}

function waitStatus({state}: Addon): Record<string, unknown> {
  if (state === 'deprovisioned') return {message: 'Provisioning failed', 'waiting?': false, 'error?': true}
  return state === 'provisioning'
    ? {message: 'Preparing (0% completed)', 'waiting?': true}
    : {message: 'Available', 'waiting?': false}
}

function credential({id, database}: DatabaseAddon): Record<string, unknown> {
  const {user, password, database: name, host, port} = database
  return {
    uuid: id,
    name: 'default',
    state: 'active',
    database: name,
    host,
    port,
    credentials: [{user, password, state: 'active', connections: 0}],
  }
}
