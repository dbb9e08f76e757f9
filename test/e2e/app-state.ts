import type {Sandbox} from '../../sandbox/start-sandbox.js'

/** An app as its users know it. */
export interface AppState {
  maintenance: boolean
  /** `{web: 2, worker: 1}` */
  formation: Record<string, number>
  configVars: Record<string, string>
  /** `JAWSDB: jawsdb-sushi-12345` */
  attachments: string[]
}

/** Everything of the sandbox that a migration could change, to be compared before and after. */
export interface SandboxState {
  apps: Record<string, AppState>
  addons: string[]
  openUploads: number
}

export function stateOf({heroku, s3}: Sandbox): SandboxState {
  const {apps, attachments, addons} = heroku.state
  const describeApp = (name: string): AppState => {
    const app = apps.find(candidate => candidate.name === name)
    return {
      maintenance: app?.maintenance ?? false,
      formation: Object.fromEntries((app?.formation ?? []).map(({type, quantity}) => [type, quantity])),
      configVars: heroku.configVars(name),
      attachments: attachments
        .filter(attachment => attachment.app.name === name)
        .map(attachment => `${attachment.name}: ${attachment.addon.name}`)
        .sort(),
    }
  }

  return {
    apps: Object.fromEntries(apps.map(({name}) => [name, describeApp(name)])),
    addons: addons.map(({name}) => name).sort(),
    openUploads: s3.openUploads().length,
  }
}

/** Which processes run and whether the apps are in maintenance mode, without what a release changes. */
export function servingIn({apps}: SandboxState): Record<string, Pick<AppState, 'formation' | 'maintenance'>> {
  return Object.fromEntries(
    Object.entries(apps).map(([name, {maintenance, formation}]) => [name, {maintenance, formation}]),
  )
}

/** Calls that change something, `POST /apps/sushi/addons`; the CLI's own login is none of them. */
export function changesIn({heroku}: Sandbox): string[] {
  return heroku.requests
    .filter(({method, path}) => method !== 'GET' && path !== '/actions/addons/resolve')
    .map(({method, path}) => `${method} ${path}`)
}
