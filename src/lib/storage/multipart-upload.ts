import type {Buffer} from 'node:buffer'
import {setTimeout as sleep} from 'node:timers/promises'

import type {CompletedPart} from '@aws-sdk/client-s3'

import type {Bucket} from './open-bucket.js'

/** How long aborted requests may take to stop. */
const SETTLE_MS = 5000
/** A part that was on its way can arrive after the first abort; S3's documentation says to abort again then. */
const ABORTS = 3

/** An object that arrives in parts, in any order. Requests are retried one by one. */
export interface MultipartUpload {
  sendPart(number: number, bytes: Buffer): Promise<void>
  /** Joins the parts into an object of `bytes` bytes. */
  complete(bytes: number): Promise<void>
  /** Deletes the parts at S3; if S3 does not answer, returns the command that does it by hand. */
  abandon(): Promise<string | undefined>
}

/** Opens an upload; `signal` ends the requests for its parts, but not the opening: only its answer says what there is to delete. */
export async function openMultipartUpload(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<MultipartUpload> {
  const {client, location} = bucket
  const object = {Bucket: location.bucket, Key: key}
  const {UploadId} = await client.createMultipartUpload({
    ...object,
    ChecksumAlgorithm: 'CRC32',
    ServerSideEncryption: 'AES256',
  })
  const target = {...object, UploadId: UploadId!}
  const sent: CompletedPart[] = []
  const pending = new Set<Promise<unknown>>()
  const track = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    pending.add(answer)
    return answer.finally(() => pending.delete(answer))
  }

  return {
    async sendPart(PartNumber, Body) {
      const part = {...target, PartNumber, Body, ChecksumAlgorithm: 'CRC32'} as const
      const {ETag, ChecksumCRC32} = await track(client.uploadPart(part, {abortSignal: signal}))
      sent.push({PartNumber, ETag, ChecksumCRC32})
    },
    async complete(bytes) {
      const Parts = sent.toSorted((left, right) => left.PartNumber! - right.PartNumber!)
      const whole = {...target, MultipartUpload: {Parts}}
      try {
        await track(client.completeMultipartUpload(whole, {abortSignal: signal}))
      } catch (error) {
        // If the answer to the completion was lost, the next try finds no upload any more, but the object.
        if (!isGone(error) || (await sizeOf(bucket, object)) !== bytes) throw error
      }
    },
    async abandon() {
      await Promise.race([Promise.allSettled(pending), sleep(SETTLE_MS, undefined, {ref: false})])
      return abort(bucket, target)
    },
  }
}

async function sizeOf({client}: Bucket, object: {Bucket: string; Key: string}): Promise<number | undefined> {
  try {
    return (await client.headObject(object)).ContentLength
  } catch {
    return undefined
  }
}

async function abort(
  {client}: Bucket,
  target: {Bucket: string; Key: string; UploadId: string},
): Promise<string | undefined> {
  try {
    for (let times = 0; times < ABORTS; times++) await client.abortMultipartUpload(target)
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
