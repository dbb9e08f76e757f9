import {randomInt, randomUUID} from 'node:crypto'
import {later, type App, type Dyno, type HerokuState, type ProcessType} from './heroku-state.js'

/** Starts or stops dynos until as many run as the process type says; stopping ones stay listed for a while. */
export function scaleDynos(state: HerokuState, app: App, processType: ProcessType): void {
  const {type, command, size, quantity} = processType
  const running = app.dynos.filter(dyno => dyno.type === type && !dyno.oneOff && !dyno.stopping)
  for (const dyno of running.slice(quantity)) stopDyno(state, app, dyno)
  for (let number = running.length + 1; number <= quantity; number++)
    startDyno(state, app, {type, command, size, name: `${type}.${number}`, oneOff: false})
}

/** Starts a dyno outside the formation: `run.4711`, `scheduler.4711`, `release.4711`. */
export function startOneOff(
  state: HerokuState,
  app: App,
  given: Pick<Dyno, 'command' | 'size' | 'type'>,
): Dyno {
  return startDyno(state, app, {...given, name: `${given.type}.${randomInt(1000, 10_000)}`, oneOff: true})
}

/** Restarts the dynos of the formation with the new release; one-off dynos keep the old one. */
export function restartDynos(state: HerokuState, dynos: Dyno[], releaseVersion: number): void {
  for (const dyno of dynos.filter(({oneOff, stopping}) => !oneOff && !stopping)) {
    Object.assign(dyno, {id: randomUUID(), state: 'starting', releaseVersion, createdAt: new Date()})
    comeUp(state, dyno)
  }
}

/** Asks a dyno to stop; it is listed until it has. */
export function stopDyno(state: HerokuState, app: App, dyno: Dyno): void {
  dyno.stopping = true
  later(state, state.settings.dynoStopDelayMs, () => removeDyno(app, dyno))
}

/** Removes a dyno that has ended by itself. */
export function removeDyno(app: App, dyno: Dyno): void {
  app.dynos = app.dynos.filter(other => other !== dyno)
}

function startDyno(
  state: HerokuState,
  app: App,
  given: Pick<Dyno, 'command' | 'name' | 'oneOff' | 'size' | 'type'>,
): Dyno {
  const releaseVersion = app.releases.at(-1)?.version ?? 1
  const times = {createdAt: new Date(), updatedAt: new Date()}
  const dyno: Dyno = {
    id: randomUUID(),
    ...given,
    state: 'starting',
    stopping: false,
    releaseVersion,
    ...times,
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
