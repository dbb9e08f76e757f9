import {invalid, notFound} from './api-error.js'
import {textField} from './body-field.js'
import {findApp} from './find-resource.js'
import type {App, Dyno, HerokuState} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Handler, type Route} from './router.js'
import {restartDynos, startOneOff, stopDyno} from './run-dynos.js'

export function dynoRoutes(state: HerokuState): Route[] {
  const stop: Handler = ({params}) => {
    const app = findApp(state, params.app)
    stopDyno(state, app, findDyno(app, params.dyno))
    return {status: 202, body: {}}
  }

  return [
    route('GET', '/apps/:app/dynos', call => {
      const app = findApp(state, call.params.app)
      return paged(
        call,
        app.dynos.map(dyno => dynoBody(app, dyno)),
      )
    }),
    route('GET', '/apps/:app/dynos/:dyno', ({params}) => {
      const app = findApp(state, params.app)
      return {status: 200, body: dynoBody(app, findDyno(app, params.dyno))}
    }),
    route('POST', '/apps/:app/dynos', ({params, body}) => {
      const app = findApp(state, params.app)
      return {status: 201, body: dynoBody(app, runOneOff(state, app, body))}
    }),
    route('POST', '/apps/:app/dynos/:dyno/actions/stop', stop),
    route('DELETE', '/apps/:app/dynos/:dyno', ({params}) => {
      const app = findApp(state, params.app)
      const dyno = findDyno(app, params.dyno)
      if (dyno.oneOff) stopDyno(state, app, dyno)
      else restartDynos(state, [dyno], dyno.releaseVersion)
      return {status: 202, body: {}}
    }),
  ]
}

function runOneOff(state: HerokuState, app: App, body: unknown): Dyno {
  const command = textField(body, 'command')
  if (!command) throw invalid('A command is required.')
  const type = textField(body, 'type') ?? 'run'
  return startOneOff(state, app, {type, command, size: textField(body, 'size') ?? 'Basic'})
}

function findDyno(app: App, identity: string | undefined): Dyno {
  const found = app.dynos.find(({id, name}) => id === identity || name === identity)
  if (!found) throw notFound('dyno')
  return found
}

function dynoBody(app: App, dyno: Dyno): Record<string, unknown> {
  return {
    id: dyno.id,
    name: dyno.name,
    type: dyno.type,
    command: dyno.command,
    size: dyno.size,
    state: dyno.state,
    attach_url: null,
    app: {id: app.id, name: app.name},
    release: {
      id: app.releases.find(({version}) => version === dyno.releaseVersion)?.id ?? null,
      version: dyno.releaseVersion,
    },
    created_at: dyno.createdAt.toISOString(),
    updated_at: dyno.updatedAt.toISOString(),
  }
}
