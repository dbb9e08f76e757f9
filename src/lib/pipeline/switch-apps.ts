import type {Problem} from '../core/problem.js'
import {configVarChanges, type ConfigVarChanges} from '../core/config-var-changes.js'
import {appAttachments} from '../heroku/attachments.js'
import {readConfigVars} from '../heroku/config-vars.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {planPromotion, promote, type Promotion} from '../heroku/promote.js'
import {latestRelease, readRelease, waitForRelease} from '../heroku/read-release.js'
import {undoPromotion} from '../heroku/undo-promotion.js'
import {sourceVars, type MigratedApp} from './check-apps.js'
import type {Checked} from './check-everything.js'
import type {MigrationInput} from './migration-input.js'
import type {Prepared} from './prepare-target.js'
import type {Report} from './run-event.js'
import {rideOut, type StepTools, type Undo} from './run-steps.js'

/** Makes Postgres the DATABASE of the app and of every other app that holds the MySQL config; the old values are kept. */
export async function switchApps(
  known: MigrationInput & Checked & Prepared,
  tools: StepTools,
): Promise<object> {
  const {apps, source, options} = known
  for (const migrated of apps) {
    const isMain = migrated.app.name === options.app
    if (isMain || sourceVars(migrated.configVars, source).length > 0) await switchApp(known, migrated, tools)
    else tools.report({kind: 'note', text: `${migrated.app.name} holds no MySQL config: nothing to switch`})
  }
  return {}
}

async function switchApp(
  known: MigrationInput & Checked & Prepared,
  {app}: MigratedApp,
  tools: StepTools,
): Promise<void> {
  const {heroku, journal, target, options} = known
  const {report, onFailure} = tools
  const {promotion, set, notes} = await rideOut(() => planSwitch(known, app.name), tools)
  await journal.update({switched: [...journal.record.switched, promotion]})
  for (const undo of unswitch(heroku, promotion, {main: options.app, report}).toReversed()) onFailure(undo)
  await rideOut(() => promote(heroku, promotion, set), tools)
  report({kind: 'note', text: `${app.name} uses ${target.addon.name} as DATABASE`})
  for (const text of notes) report({kind: 'note', text})
  await awaitReleasePhase({heroku}, app.name, tools)
}

/** Changes nothing; what it finds is written down before the first change. */
async function planSwitch(
  {heroku, source, target}: MigrationInput & Checked & Prepared,
  app: string,
): Promise<{promotion: Promotion} & Pick<ConfigVarChanges, 'notes' | 'set'>> {
  const configVars = await readConfigVars(heroku, app)
  const attachments = await appAttachments(heroku, app)
  const {set, saved, notes} = configVarChanges(configVars, sourceVars(configVars, source), {
    ownedByAddons: attachments.flatMap(attachment => attachment.configVars),
    postgresUrl: target.url,
  })
  return {promotion: await planPromotion(heroku, app, target.addon, saved), set, notes}
}

/**
 * Points an app back at MySQL: until that is done it must not serve, or it would write to a database that is about to go. Then tells
 * of code that was deployed meanwhile, which only its owner can judge.
 */
export function unswitch(
  heroku: HerokuApi,
  promotion: Promotion,
  {main, report}: {main: string; report: Report},
): Undo[] {
  const undo: Undo = {
    what: `${promotion.app} uses MySQL again`,
    async run() {
      const stays = await undoPromotion(heroku, promotion)
      if (stays === null) return
      undo.what = null
      report({kind: 'problems', problems: [databaseStays(promotion, stays)]})
    },
    remedy: `heroku pg:migrate-mysql:resume --app ${main}`,
    first: true,
  }
  return [
    undo,
    // What cannot be told must not keep the app from coming back.
    {what: null, run: () => tellDeployed(heroku, promotion, report).catch(() => {}), remedy: ''},
  ]
}

/** What somebody chose after us is not ours to take back. */
function databaseStays({app, previous, saved}: Promotion, addon: string): Problem {
  const kept = saved.DATABASE_URL
  const back = previous ? `heroku pg:promote ${previous.addon} --app ${app}` : `heroku config --app ${app}`
  return {
    code: 'database-chosen-meanwhile',
    what: `Somebody made ${addon} the DATABASE of ${app} after the migration had switched it, and it stays that.`,
    remedy: previous
      ? `Go back to the database from before with: ${back}`
      : `See what ${app} uses with: ${back}${kept ? ` (${kept} is what DATABASE_URL was before)` : ''}`,
  }
}

async function tellDeployed(
  heroku: HerokuApi,
  {app, releaseBefore}: Promotion,
  report: Report,
): Promise<void> {
  if (releaseBefore === null) return
  const {slug} = await readRelease(heroku, app, releaseBefore)
  const now = await latestRelease(heroku, app)
  if (!slug || !now?.slug || now.slug === slug || now.status !== 'succeeded') return
  const problem = {
    code: 'deployed-meanwhile',
    what: `${app} runs code that was deployed after it had been switched to Postgres.`,
    remedy: `Go back to the code from before with: heroku rollback v${releaseBefore} --app ${app}`,
  }
  report({kind: 'problems', problems: [problem]})
}

/** A release phase runs with Postgres for the first time here: migrations that it makes may fail. */
async function awaitReleasePhase(
  {heroku}: Pick<MigrationInput, 'heroku'>,
  app: string,
  tools: Pick<StepTools, 'report' | 'signal'>,
): Promise<void> {
  const {report, signal} = tools
  const newest = await rideOut(() => latestRelease(heroku, app), tools)
  if (!newest || newest.status === 'succeeded') return
  await waitForRelease(heroku, app, newest.version, {
    signal,
    onWaiting: ({version}) => report({kind: 'progress', text: `release phase of ${app}, v${version}`}),
  })
}
