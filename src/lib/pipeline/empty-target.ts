import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {dropStatements} from '../core/ddl/drop-statements.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {dropObjects} from '../postgres/drop-objects.js'
import {loadSession} from '../postgres/load-session.js'
import {findTarget} from './find-target.js'
import type {FilledTarget} from './journal.js'
import type {MigrationInput} from './migration-input.js'
import type {Prepared} from './prepare-target.js'
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
 * Records in the journal what an existing database is filled with, and drops it if the run fails. Returns a function that makes the
 * run leave it there, for when somebody else may still be filling it.
 */
export async function emptyOnFailure(
  {heroku, journal, target, options}: MigrationInput & Prepared,
  entries: readonly ArchiveEntry[],
  {onFailure}: StepTools,
): Promise<() => Promise<void>> {
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
