import {setTimeout as sleep} from 'node:timers/promises'

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandOutput,
  HeadObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'

import type {Bucket} from './open-bucket.js'
import {storageError} from './storage-error.js'

/** How long requests that were told to stop may take to do so. */
const SETTLE_MS = 5000
/** A part that was on its way can land after the first abort; S3 asks to abort again then. */
const ABORTS = 3

/** One upload's way to S3, which knows what to clean up. */
export interface WatchedUpload {
  /** For lib-storage: every request through it ends with `stop`. */
  client: S3Client
  stop: AbortController
  /** Stops the upload; the first reason given is the one that counts. */
  fail(error: unknown): void
  failure(): unknown
  /** Whether the object is there although the answer to its completion was lost. */
  isComplete(bytes: number): Promise<boolean>
  /** Ends the multipart upload at S3; returns the command that does it by hand where S3 does not answer. */
  abandon(): Promise<string | undefined>
  /** Lets go of the signal. */
  end(): void
}

/** What became of an upload's requests so far. */
interface UploadState {
  pending: Set<Promise<unknown>>
  uploadId?: string
  failure?: unknown
  isCompletionLost: boolean
}

/**
 * Watches an upload of lib-storage, which by itself leaves its multipart upload open (and billed) while the stream hangs,
 * and lets parts on their way run on. The requests it sends through `client` are cancelled, and what it opened is known.
 */
export function watchUpload(bucket: Bucket, key: string, signal?: AbortSignal): WatchedUpload {
  const target = {Bucket: bucket.location.bucket, Key: key}
  const state: UploadState = {pending: new Set(), isCompletionLost: false}
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  signal?.addEventListener('abort', onAbort, {once: true})
  const fail = (error: unknown) => {
    state.failure ??= error
    stop.abort()
  }

  return {
    client: Object.create(bucket.client, {
      send: {value: watchedSend(bucket, state, stop.signal, fail)},
    }) as S3Client,
    stop,
    fail,
    failure: () => state.failure,
    isComplete: async bytes => state.isCompletionLost && (await sizeOf(bucket, target)) === bytes,
    async abandon() {
      await Promise.race([Promise.allSettled(state.pending), sleep(SETTLE_MS, undefined, {ref: false})])
      return state.uploadId === undefined ? undefined : abort(bucket, {...target, UploadId: state.uploadId})
    },
    end: () => signal?.removeEventListener('abort', onAbort),
  }
}

/** The client's `send`, noting what was opened and what failed. */
function watchedSend(
  {client, location}: Bucket,
  state: UploadState,
  stopped: AbortSignal,
  fail: (error: unknown) => void,
) {
  return async (command: Parameters<S3Client['send']>[0]) => {
    // The request that opens the upload is waited for: only its answer says what there is to abort.
    const isOpening = command instanceof CreateMultipartUploadCommand
    const sent = client.send(command, isOpening ? {} : {abortSignal: stopped})
    state.pending.add(sent)
    try {
      const answer = await sent
      if (isOpening) state.uploadId = (answer as CreateMultipartUploadCommandOutput).UploadId
      return answer
    } catch (error) {
      state.isCompletionLost ||= command instanceof CompleteMultipartUploadCommand && isGone(error)
      fail(storageError(error, location.bucket))
      throw error
    } finally {
      state.pending.delete(sent)
    }
  }
}

async function sizeOf({client}: Bucket, target: {Bucket: string; Key: string}): Promise<number | undefined> {
  try {
    return (await client.send(new HeadObjectCommand(target))).ContentLength
  } catch {
    return undefined
  }
}

async function abort(
  {client}: Bucket,
  target: {Bucket: string; Key: string; UploadId: string},
): Promise<string | undefined> {
  try {
    for (let times = 0; times < ABORTS; times++) await client.send(new AbortMultipartUploadCommand(target))
  } catch (error) {
    if (!isGone(error)) return abortByHand(target)
  }

  return undefined
}

function abortByHand({Bucket, Key, UploadId}: {Bucket: string; Key: string; UploadId: string}): string {
  return `aws s3api abort-multipart-upload --bucket ${Bucket} --key '${Key}' --upload-id '${UploadId}'`
}

function isGone(error: unknown): boolean {
  return (error as {name?: string}).name === 'NoSuchUpload'
}
