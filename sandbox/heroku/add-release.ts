import {randomUUID} from 'node:crypto'
import {configVars} from './app-config.js'
import {later, type App, type HerokuState, type ProcessType, type Release} from './heroku-state.js'
import {removeDyno, restartDynos, startOneOff} from './run-dynos.js'

/**
 * Records a change of an app's config vars or attachments as a release and restarts its dynos.
 * With a process type `release` the release is pending while that command runs, and its failure leaves the dynos alone.
 */
export function addRelease(state: HerokuState, app: App, description: string): Release {
  const releasePhase = app.formation.find(({type}) => type === 'release')
  const release: Release = {
    id: randomUUID(),
    version: (app.releases.at(-1)?.version ?? 0) + 1,
    description,
    status: releasePhase ? 'pending' : 'succeeded',
    configVars: {...configVars(state, app)},
    createdAt: new Date(),
    updatedAt: new Date(),
  }
  app.releases.push(release)
  if (releasePhase) runReleasePhase(state, app, release, releasePhase)
  else restartDynos(state, app.dynos, release.version)
  return release
}

function runReleasePhase(
  state: HerokuState,
  app: App,
  release: Release,
  {type, command, size}: ProcessType,
): void {
  const dyno = startOneOff(state, app, {type, command, size})
  later(state, state.settings.releasePhaseDelayMs, () => {
    removeDyno(app, dyno)
    release.status = state.settings.releasePhase === 'fails' ? 'failed' : 'succeeded'
    release.updatedAt = new Date()
    if (release.status === 'succeeded') restartDynos(state, app.dynos, release.version)
  })
}
