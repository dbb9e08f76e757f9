import type {Buffer} from 'node:buffer'

import type {LateHead} from '../core/late-head.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {cutParts, type Part} from './cut-parts.js'
import {type MultipartUpload, openMultipartUpload} from './multipart-upload.js'
import type {Bucket} from './open-bucket.js'
import {planParts} from './part-size.js'
import {sendParts} from './send-parts.js'
import {storageError} from './storage-error.js'
import {untilAborted} from './until-aborted.js'

/** How to upload an object. */
export interface UploadOptions {
  /** The expected size of the object; it decides how it is cut into parts. */
  estimatedBytes: number
  /** Replaces the beginning of the object, whose parts are sent last. */
  head?: LateHead
  /** Ends the upload; what has been uploaded is deleted. */
  signal?: AbortSignal
  /** Called after every part with the number of bytes that have arrived so far. */
  onProgress?: (bytes: number) => void
}

/**
 * Uploads a stream as one object, its parts in parallel and in constant memory. If anything fails or the signal aborts, no
 * multipart upload is left open, even while the stream hangs. An error of the stream itself is thrown as it is.
 */
export async function uploadObject(
  bucket: Bucket,
  key: string,
  body: AsyncIterable<Buffer>,
  options: UploadOptions,
): Promise<{bytes: number}> {
  const {partSize, partsAtOnce} = planParts(options.estimatedBytes)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(interrupted())
  if (options.signal?.aborted) throw interrupted()
  options.signal?.addEventListener('abort', interrupt, {once: true})
  const target = objectTarget(bucket, key, {stop, onProgress: options.onProgress})
  try {
    const sink = {send: target.send, atOnce: partsAtOnce}
    const bytes = await sendParts(cutParts(untilAborted(body, stop.signal), partSize), sink, options.head)
    await target.complete(bytes)
    return {bytes}
  } catch (error) {
    stop.abort()
    throw await target.giveUp(stop.signal.reason instanceof MigrationError ? stop.signal.reason : error)
  } finally {
    options.signal?.removeEventListener('abort', interrupt)
  }
}

interface ObjectTarget {
  send: (part: Part) => Promise<void>
  complete: (bytes: number) => Promise<void>
  /** Deletes what was uploaded; if that fails, the error says how to do it by hand. */
  giveUp: (error: unknown) => Promise<unknown>
}

/** An object at S3, written by a single request if it is only one part. The first request that fails stops all others. */
function objectTarget(
  bucket: Bucket,
  key: string,
  {stop, onProgress}: {stop: AbortController; onProgress?: (bytes: number) => void},
): ObjectTarget {
  let opening: Promise<MultipartUpload> | undefined
  let arrived = 0
  const orStop = async <Answer>(request: Promise<Answer>): Promise<Answer> => {
    try {
      return await request
    } catch (error) {
      stop.abort(storageError(error, bucket.location.bucket))
      throw error
    }
  }
  const sendPart = async ({number, bytes, isLast}: Part): Promise<void> => {
    if (number === 1 && isLast) return putObject(bucket, key, bytes, stop.signal)
    opening ??= openMultipartUpload(bucket, key, stop.signal)
    return (await opening).sendPart(number, bytes)
  }

  return {
    async send(part) {
      await orStop(sendPart(part))
      arrived += part.bytes.length
      onProgress?.(arrived)
    },
    async complete(bytes) {
      if (opening) await orStop((await opening).complete(bytes))
    },
    async giveUp(error) {
      const upload = await opening?.catch(() => {})
      const byHand = await upload?.abandon()
      if (byHand === undefined || !(error instanceof MigrationError)) return error
      const {message, code, suggestions, oclif} = error
      const more = `Part of the upload is left in the bucket and costs money; delete it: ${byHand}`
      return new MigrationError(message, {code, suggestions: [...suggestions, more], exit: oclif.exit})
    },
  }
}

async function putObject(bucket: Bucket, key: string, Body: Buffer, abortSignal: AbortSignal): Promise<void> {
  const object = {Bucket: bucket.location.bucket, Key: key, Body, ServerSideEncryption: 'AES256'} as const
  await bucket.client.putObject(object, {abortSignal})
}

function interrupted(): MigrationError {
  return new MigrationError('The upload was interrupted.', {code: 'interrupted', exit: EXIT.interrupted})
}
