import {isAllowed} from '../core/hazard.js'
import {objectKey} from '../storage/bucket.js'
import {deleteObject} from '../storage/delete-object.js'
import {uploadObject} from '../storage/upload-object.js'
import {archiveStream} from './ranges/archive-stream.js'
import type {Checked, CheckedBucket} from './check-everything.js'
import type {MigrationInput} from './migration-input.js'
import type {Moved} from './moved.js'
import type {Planned} from './plan-migration.js'
import type {StepTools} from './run-steps.js'
import {startingOver} from './starting-over.js'
import {takeSnapshot} from './take-snapshot.js'

/** The archive in the bucket, and what is in it. */
export interface Uploaded extends Moved {
  key: string
  archiveBytes: number
}

type UploadInput = MigrationInput & Checked & CheckedBucket & Planned

/**
 * Takes one snapshot, converts it and streams it to the bucket; if the snapshot is lost, it starts over on a new one, once. The
 * object is deleted at the end, whatever happens.
 */
export async function uploadArchive(known: UploadInput, tools: StepTools): Promise<Uploaded> {
  const {refused} = known
  tools.onFailure({what: null, run: () => refused.discard(), remedy: ''})
  return startingOver(() => uploadSnapshot(known, tools), refused, tools)
}

async function uploadSnapshot(known: UploadInput, tools: StepTools): Promise<Uploaded> {
  const {source, options, bucket, planned, refused} = known
  const snapshot = await takeSnapshot(source, options, known.plan.profile, tools.signal)
  tools.atEnd({what: null, run: () => snapshot.close(), remedy: ''})
  const allowRefused = isAllowed('refused-value', options.allow)
  try {
    const {bytes, head, tables, uploaded} = archiveStream({snapshot, allowRefused, refused}, tools)
    const key = await claimKey(known, tools)
    const {bytes: archiveBytes} = await uploadObject(bucket, key, bytes, {
      estimatedBytes: planned.bytes,
      head,
      signal: tools.signal,
      onProgress: uploaded,
    })
    const refusedCount = await refused.finish(tools.report)
    return {key, archiveBytes, moved: snapshot.plan, tables, refusedCount, snapshot}
  } catch (error) {
    await snapshot.close()
    throw error
  }
}

/** Chooses the key of the archive and registers that its object is deleted at the end. */
async function claimKey({bucket, journal, options, runId}: UploadInput, tools: StepTools): Promise<string> {
  const key = objectKey(bucket.location, `${options.app}-${runId}.dump`)
  if (journal.record.object) return key
  tools.atEnd({
    what: 'The uploaded archive is deleted',
    async run() {
      await deleteObject(bucket, key)
      await journal.update({object: null})
    },
    remedy: `aws s3 rm s3://${bucket.location.bucket}/${key}`,
  })
  await journal.update({object: {bucket: bucket.location.bucket, key}})
  return key
}
