import {randomBytes} from 'node:crypto'

import type {APIClient} from '@heroku-cli/command'

import {fromErrorData, toErrorData} from '../core/error-data.js'
import {countLosses} from '../core/hazard.js'
import {MigrationError} from '../core/migration-error.js'
import {herokuApi} from '../heroku/heroku-api.js'
import {isUnfinished, memoryJournal, readJournals, startJournal, type Journal} from './journal.js'
import type {MigrationInput, MigrationOptions} from './migration-input.js'
import {keepPlan} from './output/plan-file.js'
import {besideJournal, refusedFile} from './output/refused-file.js'
import type {Report, TableSummary} from './run-event.js'
import {migrations, planning, rehearsals} from './steps.js'

/** What a command provides besides the options: the CLI's API client, the folder of the journals, and its questions. */
export interface RunContext extends Pick<MigrationInput, 'confirm' | 'runDeploy' | 'waitForDeploy'> {
  client: APIClient
  folder: string
  report: Report
  signal: AbortSignal
}

/** How a migration or rehearsal ended. */
export interface MigrationResult {
  addon: string
  tables: TableSummary[]
  /** The number of hazards that would have blocked but were allowed. */
  losses: number
  /** False if `--keep-maintenance` left the apps down. */
  serving: boolean
}

/** Runs the whole migration, or its rehearsal, under a journal of its own. */
export async function runMigration(options: MigrationOptions, context: RunContext): Promise<MigrationResult> {
  const {folder, report, signal} = context
  const runId = randomBytes(3).toString('hex')
  const journal = await claimApps(folder, options, runId)
  const input = inputOf(options, context, {runId, journal})
  let whole = true
  const watch: Report = event => {
    if (event.kind === 'undo-failed') whole = false
    report(event)
  }
  const started = performance.now()
  try {
    const done = options.rehearse
      ? {...(await rehearsals[options.via].run(input, watch, signal)), serveAgain: true}
      : await migrations[options.via].run(input, watch, signal)
    if (options.rehearse) await journal.update({state: 'finished'})
    report({kind: 'note', text: await planNote(folder, journal.record.id, options)})
    report({kind: 'summary', tables: done.summary, seconds: (performance.now() - started) / 1000})
    return {
      addon: done.target.addon.name,
      tables: done.summary,
      losses: countLosses(done.moved.hazards) + done.refusedCount,
      serving: done.serveAgain,
    }
  } catch (error) {
    if (journal.record.state === 'running') {
      // A failure to write the journal must not hide why the run failed.
      await journal
        .update({state: whole ? 'put-back' : 'failed'})
        .catch((error_: unknown) => report({kind: 'note', text: toErrorData(error_).message}))
    }
    throw whole ? error : resumable(error, options.app)
  }
}

/** Keeps the plan of a finished migration, and returns a note about it; being unable to keep it is not a failure. */
async function planNote(folder: string, id: string, options: MigrationOptions): Promise<string> {
  try {
    return `The plan is kept for pg:migrate-mysql:verify --plan ${await keepPlan(folder, id, options)}`
  } catch (error) {
    return `The plan is not kept for pg:migrate-mysql:verify: ${toErrorData(error).message}`
  }
}

/** Adds the command that tries again to put back what could not be put back. */
function resumable(error: unknown, app: string): MigrationError {
  const {message, suggestions, ...details} = toErrorData(error)
  const retry = `Try again what could not be put back: heroku pg:migrate-mysql:resume --app ${app}`
  return fromErrorData({message, suggestions: [...suggestions, retry], ...details})
}

/** Runs the steps that change nothing. */
export async function runPlanning(
  options: MigrationOptions,
  context: Pick<RunContext, 'client' | 'report' | 'signal'>,
): Promise<void> {
  const runId = 'plan'
  const nobody = async (): Promise<void> => {}
  const input = inputOf(
    options,
    {...context, folder: '', confirm: nobody, waitForDeploy: nobody, runDeploy: nobody},
    {runId, journal: memoryJournal(options.app, runId)},
  )
  await planning.run(input, context.report, context.signal)
}

function inputOf(
  options: MigrationOptions,
  {client, folder, confirm, waitForDeploy, runDeploy}: RunContext,
  run: {runId: string; journal: Journal},
): MigrationInput {
  const refused = refusedFile(besideJournal(folder, run.journal.record.id))
  return {options, heroku: herokuApi(client), confirm, waitForDeploy, runDeploy, refused, ...run}
}

/**
 * Looks for other runs before writing the journal, and again afterwards: of two that begin at the same moment, each writes before its
 * second look, so they cannot both go on. Both may give way.
 */
async function claimApps(folder: string, {app, withApps}: MigrationOptions, runId: string): Promise<Journal> {
  const apps = [app, ...withApps]
  await refuseUnfinished(folder, apps)
  const journal = await startJournal(folder, {app, withApps, id: `${app}-${runId}`})
  try {
    await refuseUnfinished(folder, apps, journal.record.id)
  } catch (error) {
    await journal.update({state: 'put-back'})
    throw error
  }
  return journal
}

/** Throws while another run goes on, waits for a deploy or was killed: two migrations of one app would undo each other. */
async function refuseUnfinished(folder: string, apps: readonly string[], own?: string): Promise<void> {
  const records = (await readJournals(folder, apps)).filter(({id}) => id !== own)
  const running = records.find(record => record.state === 'running' && !isUnfinished(record))
  if (running)
    throw new MigrationError(`A migration of ${running.app} is already running (process ${running.pid}).`, {
      code: 'already-running',
      suggestions: ['Wait for it to end, or stop it with Ctrl-C in its terminal'],
    })
  const unfinished = records.find(record => isUnfinished(record))
  if (!unfinished) return
  const {app, state, startedAt} = unfinished
  throw new MigrationError(
    state === 'waiting-for-deploy'
      ? `A migration of ${app} that began at ${startedAt} waits for the deploy.`
      : `A migration of ${app} that began at ${startedAt} ended before it could put everything back.`,
    {code: 'unfinished-run', suggestions: [`Go on with it: heroku pg:migrate-mysql:resume --app ${app}`]},
  )
}
