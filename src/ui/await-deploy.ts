import {spawn} from 'node:child_process'

import * as color from '@heroku/heroku-cli-util/color'
import {ux} from '@oclif/core/ux'

import {EXIT, MigrationError} from '../lib/core/migration-error.js'

/** Waits on the terminal while the user deploys. Throws when the user gives up. */
export async function waitForDeploy(app: string, signal: AbortSignal): Promise<void> {
  await ux.action.pauseAsync(async () => {
    process.stderr.write(
      [
        '',
        `Postgres is ready and ${color.app(app)} points at it. Deploy the code that speaks Postgres now, in another terminal.`,
        'The app stays in maintenance mode until you continue here.',
        '',
      ].join('\n'),
    )
    if ((await Promise.race([ask(), aborted(signal)])) === 'back')
      throw new MigrationError('The deploy was given up.', {code: 'deploy-given-up', exit: EXIT.failed})
  })
}

/** Asks until the answer is one of the two: a typing error must not undo the whole migration. */
async function ask(): Promise<'back' | 'deployed'> {
  const {prompt} = await import('@heroku/heroku-cli-util/hux')
  for (;;) {
    const answer = await prompt('Type "deployed" to continue, or "back" to return to MySQL').catch(closed)
    const word = String(answer).trim().toLowerCase()
    if (word === 'deployed' || word === 'back') return word
  }
}

/** The prompt handles Ctrl-C itself, so no signal arrives. */
function closed(error: Error): never {
  throw error.name === 'ExitPromptError' ? interrupted() : error
}

/** Runs `--deploy`'s command in a shell, with its output on stderr. Throws when it fails. */
export async function runDeploy(command: string, signal: AbortSignal): Promise<void> {
  const code = await ux.action.pauseAsync(
    () =>
      new Promise<number | string>((resolve, reject) => {
        const child = spawn(command, {shell: true, stdio: ['inherit', 2, 2], signal})
        child.on('error', reject)
        child.on('close', (status, killedBy) => resolve(status ?? killedBy ?? 'no status'))
      }),
  )
  if (code === 0) return
  throw new MigrationError(`The deploy command ended with ${code}: ${command}`, {
    code: 'deploy-failed',
    suggestions: ['Fix it and run the migration again, or deploy by hand with --keep-maintenance'],
    exit: EXIT.failed,
  })
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(interrupted()))
  })
}

function interrupted(): MigrationError {
  return new MigrationError('Interrupted.', {code: 'interrupted', exit: EXIT.interrupted})
}
