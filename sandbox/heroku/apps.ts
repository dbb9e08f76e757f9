import {invalid} from './api-error.js'
import {bodyField} from './body-field.js'
import {findApp} from './find-resource.js'
import type {App, HerokuState} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Route} from './router.js'

export function appRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/apps', call =>
      paged(
        call,
        state.apps.map(app => appBody(state, app)),
      ),
    ),
    route('GET', '/apps/:app', ({params}) => ({
      status: 200,
      body: appBody(state, findApp(state, params.app)),
    })),
    route('PATCH', '/apps/:app', ({params, body}) => {
      const app = findApp(state, params.app)
      const maintenance = bodyField(body, 'maintenance')
      if (typeof maintenance !== 'boolean')
        throw invalid('The sandbox changes nothing but maintenance: true or false.')
      app.maintenance = maintenance
      app.updatedAt = new Date()
      return {status: 200, body: appBody(state, app)}
    }),
    route('PUT', '/apps/:app/pre-authorizations', ({params}) => ({
      status: 200,
      body: {app: {name: findApp(state, params.app).name}},
    })),
    route('GET', '/apps/:app/collaborators', ({params}) => ({
      status: 200,
      body: [
        {app: {name: findApp(state, params.app).name}, user: {email: state.account.email}, role: 'owner'},
      ],
    })),
  ]
}

function appBody({account}: HerokuState, app: App): Record<string, unknown> {
  const stack = {id: 'fa51b8a6-4e9a-4d3f-9d2b-2f1c8d3a5b10', name: 'heroku-24'}
  return {
    id: app.id,
    name: app.name,
    maintenance: app.maintenance,
    acm: true,
    archived_at: null,
    buildpack_provided_description: 'Java',
    build_stack: stack,
    stack,
    create_status: 'complete',
    generation: {id: '01234567-89ab-cdef-0123-456789abcdee', name: 'cedar'},
    git_url: `https://git.heroku.com/${app.name}.git`,
    web_url: `https://${app.name}-0123456789ab.herokuapp.com/`,
    internal_routing: null,
    organization: null,
    team: null,
    owner: {id: account.id, email: account.email},
    region: {id: '59accabd-516d-4f0e-83e6-6e3757701145', name: 'us'},
    space: app.space,
    repo_size: 0,
    slug_size: 0,
    process_tier: 'production',
    created_at: app.createdAt.toISOString(),
    released_at: (app.releases.at(-1)?.createdAt ?? app.createdAt).toISOString(),
    updated_at: app.updatedAt.toISOString(),
  }
}
