import type {MigrationInput} from './migration-input.js'
import type {StepTools} from './run-steps.js'

/** Whether the apps may serve again: not with `--keep-maintenance`, after which `resume` brings them back. */
export interface Deployed {
  serveAgain: boolean
}

/** Deploys the code that speaks Postgres or waits for it, as `--deploy`, `--no-deploy` and `--keep-maintenance` say. */
export async function deployCode(
  {options, waitForDeploy, runDeploy}: MigrationInput,
  {signal, report}: StepTools,
): Promise<Deployed> {
  const {deploy, app} = options
  switch (deploy.kind) {
    case 'command':
      await runDeploy(deploy.command, signal)
      return {serveAgain: true}
    case 'wait':
      await waitForDeploy(app, signal)
      return {serveAgain: true}
    case 'none':
      report({kind: 'note', text: 'Nothing to deploy (--no-deploy)'})
      return {serveAgain: true}
    case 'keep-maintenance':
      report({kind: 'note', text: 'The apps stay in maintenance mode (--keep-maintenance)'})
      return {serveAgain: false}
  }
}
