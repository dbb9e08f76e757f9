import {invalid} from './api-error.js'
import {configVars} from './app-config.js'
import {backupFile} from './backups.js'
import {bodyField} from './body-field.js'
import type {Fault, Faults} from './faults.js'
import type {HerokuState} from './heroku-state.js'
import {redactedJson, type LoggedRequest} from './request-log.js'
import {route, type Route} from './router.js'
import type {Settings} from './settings.js'
import {transferBody} from './transfer-body.js'

/** The sandbox's own routes, under `/__sandbox`, without a token: they show its state, simulate failures and change its settings. */
export function sandboxRoutes(state: HerokuState, faults: Faults, requests: LoggedRequest[]): Route[] {
  return [
    route('GET', '/__sandbox/state', () => ({status: 200, body: stateBody(state)})),
    route('GET', '/__sandbox/requests', () => ({status: 200, body: requests})),
    route('GET', '/__sandbox/settings', () => ({status: 200, body: state.settings})),
    route('PATCH', '/__sandbox/settings', ({body}) => {
      changeSettings(state.settings, body)
      return {status: 200, body: state.settings}
    }),
    route('GET', '/__sandbox/faults', () => ({status: 200, body: faults.list()})),
    route('POST', '/__sandbox/faults', ({body}) => {
      if (typeof bodyField(body, 'path') !== 'string')
        throw invalid('A fault needs a path, a regular expression.')
      faults.add(body as Fault)
      return {status: 201, body: faults.list()}
    }),
    route('DELETE', '/__sandbox/faults', () => {
      faults.clear()
      return {status: 200, body: []}
    }),
    route('GET', '/__sandbox/backups/:uuid', ({params}) => ({
      status: 200,
      file: backupFile(state, params.uuid ?? ''),
    })),
  ]
}

function changeSettings(settings: Settings, body: unknown): void {
  const changes = Object.entries(body ?? {})
  const wrong = changes.filter(([name, value]) => typeof value !== typeof settings[name as keyof Settings])
  if (wrong.length > 0)
    throw invalid(`No such setting, or a value of another type: ${wrong.map(([name]) => name).join(', ')}.`)
  Object.assign(settings, Object.fromEntries(changes))
}

/** The state without values of config vars and passwords. */
function stateBody(state: HerokuState): unknown {
  return redactedJson({
    apps: state.apps.map(app => ({
      name: app.name,
      maintenance: app.maintenance,
      formation: Object.fromEntries(app.formation.map(({type, quantity}) => [type, quantity])),
      dynos: app.dynos.map(({name, state: dynoState}) => `${name}: ${dynoState}`),
      config_vars: Object.keys(configVars(state, app)),
      releases: app.releases.map(({version, status, description}) => `v${version} ${status}: ${description}`),
    })),
    addons: state.addons.map(addon => ({
      name: addon.name,
      app: addon.app.name,
      plan: `${addon.service}:${addon.plan}`,
      state: addon.state,
      database: addon.database?.database ?? null,
    })),
    attachments: state.attachments.map(({name, app, addon}) => ({name, app: app.name, addon: addon.name})),
    transfers: state.transfers.map(transfer => transferBody(transfer, true)),
  })
}
