import {EXIT, MigrationError} from '../core/migration-error.js'
import type {Deployed} from './deploy-code.js'
import type {MigrationInput} from './migration-input.js'
import {bringBack, type Quiesced} from './quiesce-apps.js'
import {rideOut, type StepTools} from './run-steps.js'

/**
 * Starts the processes and takes the apps out of maintenance mode, as they were before. The first app that serves may write to
 * Postgres, so from then on nothing is put back: after a failure, `resume` continues.
 */
export async function bringAppsBack(
  {heroku, journal, options, quiet, serveAgain}: MigrationInput & Quiesced & Deployed,
  {report, keepChanges}: StepTools,
): Promise<object> {
  await journal.update({state: 'waiting-for-deploy'})
  if (!serveAgain) return {}
  keepChanges()
  for (const before of quiet) {
    // Without the signal: Ctrl-C must not leave the apps half brought back.
    await rideOut(() => bringBack(heroku, before, report), {report}).catch((error: unknown) => {
      throw notBack(before.app, error, options.app)
    })
    report({kind: 'note', text: `${before.app} serves again`})
  }
  await journal.update({state: 'finished'})
  return {}
}

function notBack(app: string, error: unknown, main: string): MigrationError {
  const reason = error instanceof Error ? error.message : String(error)
  return new MigrationError(`The data is in Postgres, but ${app} could not be brought back: ${reason}`, {
    code: 'not-brought-back',
    exit: EXIT.failed,
    suggestions: [`Go on with: heroku pg:migrate-mysql:resume --app ${main}`],
  })
}
