import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {dropStatements} from '../core/ddl/drop-statements.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {dropObjects} from '../postgres/drop-objects.js'
import {loadSession} from '../postgres/load-session.js'
import {findTarget, targetProblems} from './find-target.js'
import type {FilledTarget} from './journal.js'
import type {MigrationInput} from './migration-input.js'
import type {Prepared} from './prepare-target.js'
import {refuseProblems} from './refuse-problems.js'
import type {StepTools, Undo} from './run-steps.js'

/** Drops what a run created in a database that it did not create. */
export async function emptyTarget(heroku: HerokuApi, {addon, app, drops}: FilledTarget): Promise<void> {
  const {url} = await findTarget(heroku, app, addon)
  const session = loadSession(url)
  try {
    await dropObjects(await session.client(), drops)
  } finally {
    await session.close()
  }
}

/**
 * Records in the journal what an existing database is filled with, and drops it by name if the run fails. For that reason it refuses a
 * database that has been filled since the first step, whose objects may have the same names. Returns a function that makes the run
 * leave everything there, for when somebody else may still be filling the database.
 */
export async function emptyOnFailure(
  {heroku, journal, target, options}: MigrationInput & Prepared,
  entries: readonly ArchiveEntry[],
  {onFailure, report}: StepTools,
): Promise<() => Promise<void>> {
  refuseProblems(await targetProblems(target, {patience: 60_000}), report)
  const {name} = target.addon
  const undo: Undo = {
    what: `What was created in ${name} is dropped`,
    async run() {
      const {filled} = journal.record
      if (filled) await emptyTarget(heroku, filled)
      await journal.update({filled: null})
    },
    remedy: `heroku pg:reset ${name} --app ${options.app}`,
    last: true,
  }
  onFailure(undo)
  await journal.update({filled: {addon: name, app: options.app, drops: dropStatements(entries)}})
  return () => {
    undo.what = null
    return journal.update({filled: null})
  }
}
