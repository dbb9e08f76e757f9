import {randomInt, randomUUID} from 'node:crypto'
import {invalid, notFound} from './api-error.js'
import {textField} from './body-field.js'
import {findApp} from './find-resource.js'
import {later, type App, type Dyno, type HerokuState, type ProcessType} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Handler, type Route} from './router.js'

/** Starts or stops dynos until as many run as the process type says; those that stop stay listed for a while. */
export function scaleDynos(state: HerokuState, app: App, processType: ProcessType): void {
  const running = app.dynos.filter(dyno => dyno.type === processType.type && !dyno.stopping)
  for (const dyno of running.slice(processType.quantity)) stopDyno(state, app, dyno)
  for (let number = running.length + 1; number <= processType.quantity; number++)
    startDyno(state, app, {...processType, name: `${processType.type}.${number}`})
}

/** Every dyno of the formation starts again with the new release; one-off dynos go on with the old one. */
export function restartDynos(state: HerokuState, app: App, releaseVersion: number): void {
  for (const dyno of app.dynos.filter(({type, stopping}) => type !== 'run' && !stopping)) {
    Object.assign(dyno, {id: randomUUID(), state: 'starting', releaseVersion, createdAt: new Date()})
    comeUp(state, dyno)
  }
}

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
      if (dyno.type === 'run') stopDyno(state, app, dyno)
      else restartDynos(state, {...app, dynos: [dyno]}, dyno.releaseVersion)
      return {status: 202, body: {}}
    }),
  ]
}

function runOneOff(state: HerokuState, app: App, body: unknown): Dyno {
  const command = textField(body, 'command')
  if (!command) throw invalid('A command is required.')
  const type = textField(body, 'type') ?? 'run'
  return startDyno(state, app, {
    type,
    command,
    size: textField(body, 'size') ?? 'Basic',
    name: `${type}.${randomInt(1000, 10_000)}`,
  })
}

function startDyno(
  state: HerokuState,
  app: App,
  {type, command, size, name}: Pick<Dyno, 'command' | 'name' | 'size' | 'type'>,
): Dyno {
  const now = new Date()
  const releaseVersion = app.releases.at(-1)?.version ?? 1
  const base = {id: randomUUID(), name, type, command, size}
  const dyno: Dyno = {
    ...base,
    state: 'starting',
    stopping: false,
    releaseVersion,
    createdAt: now,
    updatedAt: now,
  }
  app.dynos.push(dyno)
  comeUp(state, dyno)
  return dyno
}

function comeUp(state: HerokuState, dyno: Dyno): void {
  dyno.updatedAt = new Date()
  later(state, state.settings.dynoStartDelayMs, () => {
    dyno.state = 'up'
    dyno.updatedAt = new Date()
  })
}

function stopDyno(state: HerokuState, app: App, dyno: Dyno): void {
  dyno.stopping = true
  later(state, state.settings.dynoStopDelayMs, () => {
    app.dynos = app.dynos.filter(other => other !== dyno)
  })
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
