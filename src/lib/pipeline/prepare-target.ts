import {EXIT, MigrationError} from '../core/migration-error.js'
import {createPostgres, type NewPostgres} from '../heroku/create-postgres.js'
import {destroyAddon} from '../heroku/destroy-addon.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {readAddon} from '../heroku/read-addons.js'
import {readDatabase} from '../heroku/read-database.js'
import {waitForAddon} from '../heroku/wait-for-addon.js'
import {waitForDatabase} from '../heroku/wait-for-database.js'
import {connectTarget} from '../postgres/connect.js'
import {tryDdl} from '../postgres/try-ddl.js'
import type {Checked} from './check-everything.js'
import type {Target} from './find-target.js'
import type {MigrationInput} from './migration-input.js'
import type {Planned} from './plan-migration.js'
import type {MigrationPlan} from './read-plan.js'
import {rideOut, type StepTools, tryingAgain} from './run-steps.js'

/** The database that the data goes to: empty, and known to take the whole schema. */
export interface Prepared {
  target: Target
}

/** Asks for the go-ahead, creates the add-on unless `--target` names one, and tries the schema on it while the app still serves. */
export async function prepareTarget(
  known: MigrationInput & Checked & Planned,
  tools: StepTools,
): Promise<Prepared> {
  await known.confirm(known.planned, tools.signal)
  const target = known.existing ?? (await createTarget(known, tools))
  await trySchema(known.plan, target)
  return {target}
}

async function createTarget(
  {heroku, options, journal, runId, postgresPlan}: MigrationInput & Planned,
  tools: StepTools,
): Promise<Target> {
  const {report, signal, onFailure} = tools
  if (!postgresPlan) throw new Error('a plan is chosen whenever an add-on is created')
  const name = options.addonName ?? `${options.app.slice(0, 40)}-postgres-${runId}`
  const undo = {
    what: `The add-on ${name} is destroyed` as string | null,
    async run() {
      if (undo.what) await destroyByName(heroku, options.app, name)
      await journal.update({addon: null})
    },
    remedy: `heroku addons:destroy ${name} --app ${options.app}`,
  }
  const wanted: NewPostgres = {
    plan: postgresPlan.name,
    name,
    attachmentName: `MIGRATION_${runId.toUpperCase()}`,
    // Not earlier: what is undone, by a killed run's journal too, is whatever add-on of the app has that name.
    async onNameFree() {
      onFailure(undo)
      await journal.update({addon: {name, app: options.app}})
    },
  }
  const patience = {signal, onFailure: (error: unknown) => report(tryingAgain(error))}
  const addon = await createPostgres(heroku, options.app, wanted, patience).catch((error: unknown) => {
    if (error instanceof MigrationError && error.code === 'addon-name-taken') undo.what = null
    throw error
  })
  report({
    kind: 'note',
    text: `Created ${name} (heroku-postgresql:${postgresPlan.name}); the app still uses MySQL`,
  })
  report({kind: 'progress', text: 'waiting for the database'})
  await waitForAddon(heroku, addon, {signal})
  await waitForDatabase(heroku, addon.id, {signal, onWaiting: text => report({kind: 'progress', text})})
  return {addon, url: (await rideOut(() => readDatabase(heroku, addon.id), tools)).url}
}

/** By name, since the answer to the call that created it may have been lost; one that does not exist is fine. */
export async function destroyByName(heroku: HerokuApi, app: string, name: string): Promise<void> {
  try {
    await destroyAddon(heroku, await readAddon(heroku, app, name))
  } catch (error) {
    if (!(error instanceof MigrationError && error.code === 'addon-not-found')) throw error
  }
}

async function trySchema({entries, postgres}: MigrationPlan, {url}: Target): Promise<void> {
  const client = await connectTarget(url, {patience: 60_000})
  try {
    const refused = await tryDdl(client, entries, postgres.extensions)
    if (refused.length === 0) return
    throw new MigrationError(
      [
        `Postgres refuses ${refused.length} of the planned objects:`,
        ...refused.map(({entry, message}) => `  ${entry.desc.toLowerCase()} ${entry.tag}: ${message}`),
      ].join('\n'),
      {
        code: 'schema-refused',
        suggestions: ['Leave a table out with --exclude TABLE, or report this with the message above'],
        exit: EXIT.failed,
      },
    )
  } finally {
    await client.end()
  }
}
