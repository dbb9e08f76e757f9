import {addRelease} from './add-release.js'
import {ApiError, notFound} from './api-error.js'
import {bodyField, textField} from './body-field.js'
import {createAddon} from './create-addon.js'
import {findAddon, findApp} from './find-resource.js'
import {later, type Addon, type App, type HerokuState} from './heroku-state.js'
import {paged} from './paging.js'
import {findPlan, planBody, planId, SERVICE_ID} from './plans.js'
import {dropDatabase} from './postgres-database.js'
import {route, type Call, type Route} from './router.js'

export function addonRoutes(state: HerokuState): Route[] {
  const body = (call: Call, addon: Addon) => addonBody(state, call, addon)
  return [
    route('GET', '/addons', call =>
      paged(
        call,
        state.addons.map(addon => body(call, addon)),
      ),
    ),
    route('GET', '/apps/:app/addons', call => {
      const addons = addonsOf(state, findApp(state, call.params.app))
      return paged(
        call,
        addons.map(addon => body(call, addon)),
      )
    }),
    route('GET', '/addons/:addon', call => ({
      status: 200,
      body: body(call, findAddon(state, call.params.addon)),
    })),
    route('GET', '/apps/:app/addons/:addon', call => {
      const app = findApp(state, call.params.app)
      return {status: 200, body: body(call, findAddon(state, call.params.addon, app))}
    }),
    route('POST', '/apps/:app/addons', call => {
      const addon = createAddon(state, findApp(state, call.params.app), call.body)
      return {
        status: 201,
        body: {...body(call, addon), provision_message: 'Your database is being provisioned'},
      }
    }),
    route('DELETE', '/apps/:app/addons/:addon', call => {
      const addon = findAddon(state, call.params.addon, findApp(state, call.params.app))
      deleteAddon(state, addon, bodyField(call.body, 'force') === true)
      return {status: 200, body: body(call, addon)}
    }),
    route('POST', '/actions/addons/resolve', call => {
      const addons = resolveAddons(state, call.body)
      return {status: 200, body: addons.map(addon => body(call, addon))}
    }),
  ]
}

/** An app's own add-ons and those of other apps that are attached to it. */
function addonsOf(state: HerokuState, app: App): Addon[] {
  return state.addons.filter(
    addon =>
      addon.app === app ||
      state.attachments.some(attachment => attachment.app === app && attachment.addon === addon),
  )
}

function resolveAddons(state: HerokuState, body: unknown): Addon[] {
  const wanted = textField(body, 'addon')
  const appName = textField(body, 'app')
  const service = textField(body, 'addon_service')
  const candidates = appName === undefined ? state.addons : addonsOf(state, findApp(state, appName))
  const found = candidates.filter(
    addon =>
      (addon.id === wanted || addon.name === wanted || isAttachedAs(state, addon, appName, wanted)) &&
      (service === undefined || addon.service === service),
  )
  if (found.length === 0) throw notFound('add_on', 'add-on')
  return found
}

function isAttachedAs(
  state: HerokuState,
  addon: Addon,
  appName: string | undefined,
  name: string | undefined,
): boolean {
  return state.attachments.some(
    attachment => attachment.addon === addon && attachment.app.name === appName && attachment.name === name,
  )
}

/** Removes the config vars at once and the database a little later; until then the add-on can still be read. */
function deleteAddon(state: HerokuState, addon: Addon, force: boolean): void {
  const attached = state.attachments.filter(attachment => attachment.addon === addon)
  if (!force && attached.some(({app}) => app !== addon.app))
    throw new ApiError(422, 'invalid_params', `Cannot destroy ${addon.name}: it is attached to other apps.`)

  // An add-on that is still being created drops its database itself, once that exists.
  const created = addon.state === 'provisioned' ? addon.database : undefined
  addon.state = 'deprovisioning'
  state.attachments = state.attachments.filter(attachment => attachment.addon !== addon)
  for (const {app, name} of attached) addRelease(state, app, `Detach ${name} (@ref:${addon.name})`)
  later(state, state.settings.deprovisionDelayMs, async () => {
    state.addons = state.addons.filter(other => other !== addon)
    if (created) await dropDatabase(state.postgres.adminUrl, created)
  })
}

/** Includes price and service in full only if `Accept-Expansion` asks for them. */
function addonBody(state: HerokuState, call: Call, addon: Addon): Record<string, unknown> {
  const expansion = String(call.headers['accept-expansion'] ?? '')
  const attachment = state.attachments.find(candidate => candidate.addon === addon)
  const price = priceOf(addon)
  const service = {
    id: addon.service === 'heroku-postgresql' ? SERVICE_ID : planId(addon.service),
    name: addon.service,
  }
  const plan = {id: planId(addon.plan), name: `${addon.service}:${addon.plan}`}
  return {
    id: addon.id,
    name: addon.name,
    state: addon.state,
    app: {id: addon.app.id, name: addon.app.name},
    addon_service: expansion.includes('addon_service')
      ? {...service, human_name: service.name, state: 'ga'}
      : service,
    plan: expansion.includes('plan') ? {...fullPlan(addon), ...plan, price} : plan,
    config_vars: attachment ? Object.keys(addon.values).map(suffix => `${attachment.name}_${suffix}`) : [],
    billed_price: price,
    billing_entity: {id: addon.app.id, name: addon.app.name, type: 'app'},
    provider_id: addon.id,
    web_url: `https://addons-sso.heroku.com/apps/${addon.app.id}/addons/${addon.id}`,
    actions: [],
    created_at: addon.createdAt.toISOString(),
    updated_at: addon.updatedAt.toISOString(),
  }
}

function fullPlan({service, plan}: Addon): Record<string, unknown> {
  const postgresPlan = service === 'heroku-postgresql' ? findPlan(plan) : undefined
  return postgresPlan ? planBody(postgresPlan) : {description: plan, human_name: plan, state: 'ga'}
}

function priceOf({service, plan}: Addon): Record<string, unknown> {
  const cents = service === 'heroku-postgresql' ? (findPlan(plan)?.centsPerMonth ?? 0) : 1000
  return {cents, unit: 'month', contract: false, metered: false}
}
