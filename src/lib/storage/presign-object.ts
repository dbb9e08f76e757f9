import {credentialsEnd} from './credentials-end.js'
import type {Bucket} from './open-bucket.js'
import {storageError} from './storage-error.js'

/** S3 accepts signatures for seven days at most. */
const LONGEST_SECONDS = 7 * 24 * 60 * 60

/**
 * Makes a URL with which anybody can GET the object for `seconds`: at most seven days, and no longer than temporary
 * credentials that sign it are valid. Nothing is sent to S3; `tryPresigned` checks that the URL works.
 */
export async function presignObject(bucket: Bucket, key: string, seconds: number): Promise<string> {
  const {client, location} = bucket
  try {
    const left = await secondsLeft(bucket)
    if (left <= 0) throw Object.assign(new Error('ended'), {name: 'ExpiredToken'})
    const {GetObjectCommand} = await import('@aws-sdk/client-s3')
    const {getSignedUrl} = await import('@aws-sdk/s3-request-presigner')
    return await getSignedUrl(client, new GetObjectCommand({Bucket: location.bucket, Key: key}), {
      expiresIn: Math.min(Math.ceil(seconds), LONGEST_SECONDS, left),
    })
  } catch (error) {
    throw storageError(error, location.bucket)
  }
}

async function secondsLeft(bucket: Bucket): Promise<number> {
  const end = await credentialsEnd(bucket)
  return end === undefined ? Infinity : Math.floor((end.getTime() - Date.now()) / 1000)
}
