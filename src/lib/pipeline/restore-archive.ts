import {EXIT, MigrationError} from '../core/migration-error.js'
import {cancelRestore} from '../heroku/cancel-restore.js'
import {followRestore, type RestoreOutcome} from '../heroku/follow-restore.js'
import {startRestore} from '../heroku/start-restore.js'
import {presignObject} from '../storage/presign-object.js'
import {tryPresigned} from '../storage/try-presigned.js'
import type {Checked, CheckedBucket} from './check-everything.js'
import {emptyOnFailure} from './empty-target.js'
import type {MigrationInput} from './migration-input.js'
import type {Planned} from './plan-migration.js'
import type {Prepared} from './prepare-target.js'
import {RESTORE_SECONDS} from './restore-seconds.js'
import type {RunEvent} from './run-event.js'
import {rideOut, type StepTools} from './run-steps.js'
import type {Uploaded} from './upload-archive.js'

type RestoreInput = MigrationInput & Checked & CheckedBucket & Planned & Prepared & Uploaded

/** Starts the restore on Heroku and follows it to its end. */
export async function restoreArchive(
  known: RestoreInput,
  tools: StepTools,
): Promise<{restoreSeconds: number}> {
  const {heroku, options, bucket, key, archiveBytes, existing, target, plan, moved} = known
  const url = await presignObject(bucket, key, RESTORE_SECONDS)
  await refuseOtherSize(url, archiveBytes)
  const leave = existing ? await emptyOnFailure(known, moved.entries, tools) : undefined
  const {extensions} = plan.postgres
  const transfer = await rideOut(() => startRestore(heroku, target.addon, url, extensions), tools)
  const outcome = await follow(known, transfer.id, tools)
  if (outcome.state === 'succeeded') return {restoreSeconds: outcome.seconds}
  // It may still be running, and would fill the database again.
  const isFilled = leave && outcome.state === 'lost-contact'
  if (isFilled) await leave()
  throw restoreError(outcome, [
    `See its log with: heroku pg:backups:info ${transfer.name} --app ${options.app}`,
    ...(isFilled
      ? [`Empty the database with: heroku pg:reset ${target.addon.name} --app ${options.app}`]
      : []),
    'Then run the migration again',
  ])
}

async function follow(
  {heroku, target, archiveBytes}: RestoreInput,
  id: string,
  {report, signal}: StepTools,
): Promise<RestoreOutcome> {
  const billingApp = target.addon.app.id
  try {
    return await followRestore(heroku, billingApp, id, {
      signal,
      onProgress: ({pending, processedBytes}) =>
        report(
          pending
            ? {kind: 'progress', text: 'waiting for its turn'}
            : restoreProgress(processedBytes, archiveBytes),
        ),
    })
  } catch (error) {
    await cancelRestore(heroku, billingApp, id)
    throw error
  }
}

function restoreError(
  outcome: Exclude<RestoreOutcome, {state: 'succeeded'}>,
  suggestions: string[],
): MigrationError {
  if (outcome.state === 'lost-contact')
    return new MigrationError(`Lost contact with the restore: ${outcome.reason}`, {
      code: 'restore-lost-contact',
      suggestions,
      exit: EXIT.lostContact,
    })
  const lines = [`Heroku could not restore the archive: ${outcome.reason}`, ...outcome.lastLines]
  return new MigrationError(lines.join('\n  '), {code: 'restore-failed', suggestions, exit: EXIT.failed})
}

/** Indexes and keys are built after the whole archive has been read; Heroku reports no progress for them. */
function restoreProgress(bytes: number, planned: number): RunEvent {
  const percent = Math.min(100, Math.floor((bytes / planned) * 100))
  const [read, all] = [bytes, planned].map(amount => (amount / 1e6).toFixed(1))
  return {kind: 'progress', text: `${percent}%, ${read} of ${all} MB read`, percent}
}

/** Reads from the URL as Heroku will, and throws unless the object has the size of the archive. */
async function refuseOtherSize(url: string, expected: number): Promise<void> {
  const {bytes} = await tryPresigned(url)
  if (bytes === expected) return
  throw new MigrationError(`The bucket holds ${bytes} bytes of the archive instead of ${expected}.`, {
    code: 'archive-incomplete',
    exit: EXIT.failed,
  })
}
