import * as color from '@heroku/heroku-cli-util/color'
import {ux} from '@oclif/core/ux'

import {MigrationError} from '../lib/core/migration-error.js'
import type {MigrationOptions} from '../lib/pipeline/migration-input.js'
import type {PlanSummary} from '../lib/pipeline/run-event.js'
import {interrupted} from '../lib/pipeline/run-steps.js'
import {unlessInterrupted} from '../lib/pipeline/unless-interrupted.js'

interface Confirmation {
  app: string
  /** Value of `--confirm`. */
  confirm?: string
  withApps: readonly string[]
  rehearse: boolean
}

/**
 * Refuses at the start what could not be confirmed later: `--confirm` with another app's name, or no terminal to ask on.
 * Without this check, the prompt would end without a terminal with exit 0 and nothing done.
 */
export function refuseUnconfirmable(
  {app, confirm}: Pick<Confirmation, 'app' | 'confirm'>,
  {deploy, rehearse}: Pick<MigrationOptions, 'deploy' | 'rehearse'>,
  isTTY: boolean,
): void {
  if (confirm !== undefined && confirm !== app)
    throw new MigrationError(`Confirmation ${confirm} did not match ${app}. Aborted.`, {
      code: 'not-confirmed',
      suggestions: [`Run the command with --confirm ${app}`],
    })
  if (confirm === undefined && !isTTY)
    throw new MigrationError('There is no terminal to confirm on.', {
      code: 'not-confirmed',
      suggestions: [`Run the command with --confirm ${app}`],
    })
  if (deploy.kind === 'wait' && !rehearse && !isTTY)
    throw new MigrationError('There is no terminal to wait on while you deploy.', {
      code: 'no-deploy-choice',
      suggestions: ['Say what to do instead: --deploy COMMAND, --no-deploy or --keep-maintenance'],
    })
}

/**
 * Says what is about to happen and asks for the app's name, unless `--confirm` gives it. The prompt is loaded only then: it takes
 * as much memory as a worker.
 */
export async function confirmApp(
  plan: PlanSummary,
  confirmation: Confirmation,
  signal: AbortSignal,
): Promise<void> {
  if (confirmation.confirm === confirmation.app) return
  const {confirmCommand, prompt} = await import('@heroku/heroku-cli-util/hux')
  const asked = (): Promise<void> =>
    confirmCommand({
      comparison: confirmation.app,
      confirmation: confirmation.confirm,
      warningMessage: warning(plan, confirmation),
      promptFunction: (...question: Parameters<typeof prompt>) => prompt(...question).catch(closed),
    })
  await ux.action.pauseAsync(async () => {
    try {
      await unlessInterrupted(asked(), signal)
    } catch (error) {
      if (error instanceof MigrationError) throw error
      throw new MigrationError(error instanceof Error ? error.message : 'Aborted.', {code: 'not-confirmed'})
    }
  })
}

/** The prompt takes Ctrl-C for itself, so that no signal comes. */
function closed(error: Error): never {
  throw error.name === 'ExitPromptError' ? interrupted() : error
}

function warning({addon}: PlanSummary, {app, withApps, rehearse}: Confirmation): string {
  const apps = [app, ...withApps].map(name => color.app(name)).join(' and ')
  return [
    ...(addon
      ? [`This creates a heroku-postgresql:${addon.plan} add-on on ${color.app(app)}, ${addon.price}.`]
      : []),
    rehearse ? `${apps} stay up, and nothing is switched.` : `${apps} will be down while the data moves.`,
  ].join('\n')
}
