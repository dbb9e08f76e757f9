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
import {takeSnapshot} from './take-snapshot.js'

/** The archive in the bucket, and what is in it. */
export interface Uploaded extends Moved {
  key: string
  archiveBytes: number
}

/** Takes one snapshot, converts it and streams it to the bucket; the object is deleted at the end, whatever happens. */
export async function uploadArchive(
  known: MigrationInput & Checked & CheckedBucket & Planned,
  tools: StepTools,
): Promise<Uploaded> {
  const {source, options, bucket, planned, journal, runId, refused} = known
  const key = objectKey(bucket.location, `${options.app}-${runId}.dump`)
  const snapshot = await takeSnapshot(source, options, known.plan.profile, tools.signal)
  tools.atEnd({what: null, run: () => snapshot.close(), remedy: ''})
  const allowRefused = isAllowed('refused-value', options.allow)
  tools.onFailure({what: null, run: () => refused.discard(), remedy: ''})
  const rows = {snapshot, allowRefused, refused}
  const {bytes, head, tables, uploaded} = archiveStream(rows, tools)
  tools.atEnd({
    what: 'The uploaded archive is deleted',
    async run() {
      await deleteObject(bucket, key)
      await journal.update({object: null})
    },
    remedy: `aws s3 rm s3://${bucket.location.bucket}/${key}`,
  })
  await journal.update({object: {bucket: bucket.location.bucket, key}})
  const {bytes: archiveBytes} = await uploadObject(bucket, key, bytes, {
    estimatedBytes: planned.bytes,
    head,
    signal: tools.signal,
    onProgress: uploaded,
  })
  const refusedCount = await refused.finish(tools.report)
  return {key, archiveBytes, moved: snapshot.plan, tables, refusedCount, snapshot}
}
