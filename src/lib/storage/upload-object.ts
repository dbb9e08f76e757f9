import type {Buffer} from 'node:buffer'
import {Readable} from 'node:stream'

import {Upload} from '@aws-sdk/lib-storage'

import {EXIT, MigrationError} from '../core/migration-error.js'
import {countBytes} from './count-bytes.js'
import type {Bucket} from './open-bucket.js'
import {MOST_PARTS, planParts} from './part-size.js'
import {storageError} from './storage-error.js'
import {watchUpload, type WatchedUpload} from './watch-upload.js'

/** How to upload an object. */
export interface UploadOptions {
  /** What the object is expected to hold; it decides how it is cut into parts. */
  estimatedBytes: number
  /** Ends the upload; what was uploaded is deleted. */
  signal?: AbortSignal
  /** Called after every part with the bytes that have arrived so far. */
  onProgress?: (bytes: number) => void
}

/**
 * Uploads a stream as one object, in parts and in constant memory. When anything fails - S3, the stream, the signal - no
 * multipart upload is left open, even while the stream hangs. An error of the stream itself is thrown as it is.
 */
export async function uploadObject(
  bucket: Bucket,
  key: string,
  body: AsyncIterable<Buffer>,
  options: UploadOptions,
): Promise<{bytes: number}> {
  const {partSize, partsAtOnce} = planParts(options.estimatedBytes)
  if (options.signal?.aborted) throw interrupted()
  const watched = watchUpload(bucket, key, options.signal)
  const source = countBytes(body, partSize * MOST_PARTS, watched.fail)
  const stream = Readable.from(source.pieces)
  const upload = new Upload({
    client: watched.client,
    params: {Bucket: bucket.location.bucket, Key: key, Body: stream, ServerSideEncryption: 'AES256'},
    partSize,
    queueSize: partsAtOnce,
    abortController: watched.stop,
  })
  upload.on('httpUploadProgress', ({loaded}) => options.onProgress?.(loaded ?? 0))

  try {
    await upload.done()
  } catch (error) {
    stream.destroy()
    if (await watched.isComplete(source.bytes())) return {bytes: source.bytes()}
    const cause = watched.failure() ?? storageError(error, bucket.location.bucket)
    throw await giveUp(watched, options.signal?.aborted ? interrupted() : cause)
  } finally {
    watched.end()
  }

  return {bytes: source.bytes()}
}

/** Deletes what was uploaded; where even that fails, the error says how to do it by hand. */
async function giveUp(watched: WatchedUpload, error: unknown): Promise<unknown> {
  const byHand = await watched.abandon()
  if (byHand === undefined || !(error instanceof MigrationError)) return error
  const {message, code, suggestions, oclif} = error
  const more = `Part of the upload is left in the bucket and costs money; delete it: ${byHand}`
  return new MigrationError(message, {code, suggestions: [...suggestions, more], exit: oclif.exit})
}

function interrupted(): MigrationError {
  return new MigrationError('The upload was interrupted.', {code: 'interrupted', exit: EXIT.interrupted})
}
