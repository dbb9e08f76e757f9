import {randomUUID} from 'node:crypto'

import type {Problem} from '../core/problem.js'
import {objectKey} from './bucket.js'
import {credentialsEnd} from './credentials-end.js'
import {makeClient} from './make-client.js'
import type {Bucket} from './open-bucket.js'
import {bucketRegion, explainStorageError} from './storage-error.js'

/**
 * Checks that a bucket accepts an upload, by writing and deleting a tiny object, and that temporary credentials last until the
 * restore, which reads the object with them, has ended. `restoreSeconds` counts from now; 0 when nothing is restored.
 */
export async function checkBucket(bucket: Bucket, restoreSeconds: number): Promise<Problem[]> {
  const {location} = bucket
  const quick = {location, client: await makeClient(location, 'quick')}
  try {
    const wrong = await checkRegion(quick)
    if (wrong !== undefined) return [wrong]
    const problems = await Promise.all([tryWriting(quick), checkCredentialsLast(bucket, restoreSeconds)])
    return problems.filter(problem => problem !== undefined)
  } finally {
    quick.client.destroy()
  }
}

/** Checks only the region: credentials for a part of the bucket are refused here although they suffice. */
async function checkRegion({client, location}: Bucket): Promise<Problem | undefined> {
  try {
    await client.headBucket({Bucket: location.bucket})
    return undefined
  } catch (error) {
    const region = bucketRegion(error)
    const isElsewhere = region !== undefined && region !== location.region
    return isElsewhere ? explainStorageError(wrongRegion(region), location.bucket) : undefined
  }
}

/** The error for a wrong region. A HEAD has no body; only the region in its headers shows what was wrong. */
function wrongRegion(region: string) {
  return {name: 'PermanentRedirect', Region: region}
}

async function tryWriting({client, location}: Bucket): Promise<Problem | undefined> {
  const target = {Bucket: location.bucket, Key: objectKey(location, `pg-migrate-mysql-check-${randomUUID()}`)}
  try {
    await client.putObject({...target, Body: 'x', ServerSideEncryption: 'AES256'})
  } catch (error) {
    return explainStorageError(error, location.bucket)
  }

  try {
    await client.deleteObject(target)
    return undefined
  } catch (error) {
    const {remedy} = explainStorageError(error, location.bucket)
    return {
      code: 'bucket-cannot-delete',
      what: `The AWS credentials can write to the bucket ${location.bucket} but not delete from it: ${target.Key} is left there.`,
      remedy,
    }
  }
}

async function checkCredentialsLast(bucket: Bucket, restoreSeconds: number): Promise<Problem | undefined> {
  const end = await endOrNone(bucket)
  if (end === undefined || end.getTime() >= Date.now() + restoreSeconds * 1000) return undefined
  return {
    code: 'bucket-credentials-too-short',
    what:
      `The temporary AWS credentials expire at ${end.toISOString()}, before the restore would end ` +
      `(about ${Math.ceil(restoreSeconds / 60)} minutes from now).`,
    remedy: 'Get credentials that last longer, or use the permanent keys of --bucket bucketeer or cloudcube.',
  }
}

/** If there are no credentials at all, the trial write reports it. */
async function endOrNone(bucket: Bucket): Promise<Date | undefined> {
  try {
    return await credentialsEnd(bucket)
  } catch {
    return undefined
  }
}
