import {notFound} from './api-error.js'
import {findApp} from './find-resource.js'
import type {App, HerokuState, Release} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Route} from './router.js'

export function releaseRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/apps/:app/releases', call => {
      const app = findApp(state, call.params.app)
      return paged(
        call,
        app.releases.map(release => releaseBody(state, app, release)),
      )
    }),
    route('GET', '/apps/:app/releases/:release', ({params}) => {
      const app = findApp(state, params.app)
      return {status: 200, body: releaseBody(state, app, findRelease(app, params.release))}
    }),
    route('GET', '/apps/:app/releases/:release/config-vars', ({params}) => ({
      status: 200,
      body: findRelease(findApp(state, params.app), params.release).configVars,
    })),
  ]
}

/** Finds a release by id, version (`3`, `v3`) or `current`. */
function findRelease(app: App, identity: string | undefined): Release {
  const found =
    identity === 'current'
      ? currentRelease(app)
      : app.releases.find(({id, version}) => id === identity || `${version}` === identity?.replace(/^v/, ''))
  if (!found) throw notFound('release')
  return found
}

function currentRelease(app: App): Release | undefined {
  return app.releases.findLast(({status}) => status === 'succeeded')
}

function releaseBody({account}: HerokuState, app: App, release: Release): Record<string, unknown> {
  return {
    id: release.id,
    version: release.version,
    description: release.description,
    status: release.status,
    current: release === currentRelease(app),
    app: {id: app.id, name: app.name},
    user: {id: account.id, email: account.email},
    slug: null,
    output_stream_url: null,
    addon_plan_names: [],
    created_at: release.createdAt.toISOString(),
    updated_at: release.updatedAt.toISOString(),
  }
}
