import {randomUUID} from 'node:crypto'
import {configVars} from './app-config.js'
import {restartDynos} from './dynos.js'
import {later, type App, type HerokuState, type Release} from './heroku-state.js'

/**
 * Records a change of an app's config vars or attachments as a release and restarts its dynos.
 * With a process type `release` the release is pending while that command runs, and its failure leaves the dynos alone.
 */
export function addRelease(state: HerokuState, app: App, description: string): Release {
  const hasReleasePhase = app.formation.some(({type}) => type === 'release')
  const release: Release = {
    id: randomUUID(),
    version: (app.releases.at(-1)?.version ?? 0) + 1,
    description,
    status: hasReleasePhase ? 'pending' : 'succeeded',
    configVars: {...configVars(state, app)},
    createdAt: new Date(),
    updatedAt: new Date(),
  }
  app.releases.push(release)
  if (hasReleasePhase) runReleasePhase(state, app, release)
  else restartDynos(state, app, release.version)
  return release
}

function runReleasePhase(state: HerokuState, app: App, release: Release): void {
  later(state, state.settings.releasePhaseDelayMs, () => {
    release.status = state.settings.releasePhase === 'fails' ? 'failed' : 'succeeded'
    release.updatedAt = new Date()
    if (release.status === 'succeeded') restartDynos(state, app, release.version)
  })
}
