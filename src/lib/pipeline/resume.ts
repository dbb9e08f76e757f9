import type {APIClient} from '@heroku-cli/command'

import {EXIT, MigrationError} from '../core/migration-error.js'
import {herokuApi, type HerokuApi} from '../heroku/heroku-api.js'
import {emptyTarget} from './empty-target.js'
import {isUnfinished, readJournals, reopenJournal, type Journal, type JournalRecord} from './journal.js'
import {destroyByName} from './prepare-target.js'
import {bringBack, undoCommands} from './quiesce-apps.js'
import type {Report} from './run-event.js'
import {rideOut, takeBack, type Undo} from './run-steps.js'
import {unswitch} from './switch-apps.js'

/** How a stopped run went on: the apps serve from Postgres, or everything is as it was. */
export type Resumed = 'put-back' | 'serving'

/**
 * Goes on with a run that stopped: one that waits for a deploy brings its apps back on Postgres;
 * one whose process died puts everything back on MySQL. Throws `nothing-to-resume`.
 */
export async function resume(
  app: string,
  {client, folder, report}: {client: APIClient; folder: string; report: Report},
): Promise<Resumed> {
  const records = (await readJournals(folder, [app])).filter(each => isUnfinished(each))
  const record = records.find(each => each.app === app)
  if (!record)
    throw new MigrationError(`No migration of ${app} on this machine is unfinished.`, {
      code: 'nothing-to-resume',
      suggestions: records.map(
        each => `Go on with the migration of ${each.app}: heroku pg:migrate-mysql:resume --app ${each.app}`,
      ),
    })
  const journal = reopenJournal(folder, record)
  const heroku = herokuApi(client)
  return record.state === 'waiting-for-deploy'
    ? serve(heroku, journal, report)
    : putBack(heroku, journal, report)
}

async function serve(heroku: HerokuApi, journal: Journal, report: Report): Promise<Resumed> {
  for (const before of journal.record.quiet) {
    await rideOut(() => bringBack(heroku, before, report), {report})
    report({kind: 'note', text: `${before.app} serves again`})
  }
  await journal.update({state: 'finished'})
  return 'serving'
}

async function putBack(heroku: HerokuApi, journal: Journal, report: Report): Promise<Resumed> {
  const whole = await takeBack(undosOf(heroku, journal.record, report), report)
  if (!whole)
    throw new MigrationError('Not everything could be put back: see the commands above.', {
      code: 'not-put-back',
      suggestions: [`Try again with: heroku pg:migrate-mysql:resume --app ${journal.record.app}`],
      exit: EXIT.failed,
    })
  await journal.update({state: 'put-back', addon: null, filled: null})
  return 'put-back'
}

function undosOf(
  heroku: HerokuApi,
  {switched, quiet, addon, app, filled, object}: JournalRecord,
  report: Report,
): Undo[] {
  return [
    ...switched.toReversed().flatMap(promotion => unswitch(heroku, promotion, {main: app, report})),
    ...quiet.toReversed().map(before => ({
      what: `${before.app} serves again as before`,
      run: () => bringBack(heroku, before, report),
      remedy: undoCommands(before).join(' && '),
    })),
    ...(addon
      ? [
          {
            what: `The add-on ${addon.name} is destroyed`,
            run: () => destroyByName(heroku, addon.app, addon.name),
            remedy: `heroku addons:destroy ${addon.name} --app ${app}`,
          },
        ]
      : []),
    ...(filled
      ? [
          {
            what: `What was created in ${filled.addon} is dropped`,
            run: () => emptyTarget(heroku, filled),
            remedy: `heroku pg:reset ${filled.addon} --app ${app}`,
          },
        ]
      : []),
    ...(object
      ? [
          {
            what: `The archive s3://${object.bucket}/${object.key} is still in the bucket`,
            async run() {},
            remedy: '',
          },
        ]
      : []),
  ]
}
