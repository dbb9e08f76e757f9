import {randomUUID} from 'node:crypto'
import {addRelease} from './add-release.js'
import {attachAddon} from './attach-addon.js'
import {findAddon} from './find-resource.js'
import type {App, HerokuState} from './heroku-state.js'
import {scaleDynos} from './run-dynos.js'

/** An app that exists when the sandbox starts. */
export interface AppFixture {
  name: string
  /** A process type `release`, with quantity 0, gives the app a release phase. */
  formation: {type: string; quantity: number; command: string; size?: string}[]
  /** Config vars that its users have set. */
  config?: Record<string, string>
  /** Add-ons it pays for. `{URL: …}` with the attachment JAWSDB becomes JAWSDB_URL. */
  addons?: {name: string; service: string; plan: string; attachment: string; values: Record<string, string>}[]
  /** Attached add-ons of apps that come before it in the list. */
  attached?: {addon: string; attachment: string}[]
  /** The private (or shield) space of the app. */
  space?: {name: string; shield: boolean}
}

/** Adds an app as if it had been running for a while: its dynos are up and its releases are done. */
export function addApp(state: HerokuState, fixture: AppFixture): App {
  const now = new Date()
  const app: App = {
    id: randomUUID(),
    name: fixture.name,
    maintenance: false,
    space: fixture.space ? {id: randomUUID(), ...fixture.space} : null,
    formation: [],
    dynos: [],
    userVars: {...fixture.config},
    releases: [],
    createdAt: now,
    updatedAt: now,
  }
  state.apps.push(app)
  addRelease(state, app, 'Initial release')
  addFixtureAddons(state, app, fixture)
  // Set only now, so that the releases above are done without a release phase.
  app.formation = fixture.formation.map(type => ({id: randomUUID(), size: 'Standard-1X', ...type}))
  for (const processType of app.formation) scaleDynos(state, app, processType)
  for (const dyno of app.dynos) dyno.state = 'up'
  return app
}

function addFixtureAddons(state: HerokuState, app: App, {addons = [], attached = []}: AppFixture): void {
  const now = new Date()
  for (const {attachment, ...given} of addons) {
    const base = {id: randomUUID(), app, state: 'provisioned' as const, database: null}
    const addon = {...base, ...given, createdAt: now, updatedAt: now}
    state.addons.push(addon)
    attachAddon(state, {addon, app, name: attachment})
  }

  for (const {addon, attachment} of attached)
    attachAddon(state, {addon: findAddon(state, addon), app, name: attachment})
}
