import type {Deployed} from './deploy-code.js'
import type {MigrationInput} from './migration-input.js'
import {bringBack, type Quiesced} from './quiesce-apps.js'
import type {StepTools} from './run-steps.js'

/** Starts the processes and takes the apps out of maintenance mode, as they were before. */
export async function bringAppsBack(
  {heroku, journal, quiet, serveAgain}: MigrationInput & Quiesced & Deployed,
  {report}: StepTools,
): Promise<object> {
  if (!serveAgain) {
    await journal.update({state: 'waiting-for-deploy'})
    return {}
  }
  for (const before of quiet) {
    await bringBack(heroku, before)
    report({kind: 'note', text: `${before.app} serves again`})
  }
  await journal.update({state: 'finished'})
  return {}
}
