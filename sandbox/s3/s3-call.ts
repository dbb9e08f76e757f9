import type {IncomingHttpHeaders} from 'node:http'

import type {ReceivedBody} from './receive-body.js'
import type {ObjectStore, StoredBody, StoredBucket} from './object-store.js'
import {refusal} from './s3-error.js'

/** An authenticated request as an operation sees it. */
export interface S3Call {
  store: ObjectStore
  /** The server's own region, which is that of a bucket without another one. */
  region: string
  /** The region that the request was signed for. */
  signedRegion: string
  bucketName: string
  key: string
  query: Map<string, string>
  headers: IncomingHttpHeaders
  /** Checks the body and writes it to the store. */
  receiveFile(): Promise<ReceivedBody & {body: StoredBody}>
  /** Checks and returns a short body. */
  receiveText(): Promise<string>
}

/** The answer of an operation; its status is 200 when absent. */
export interface S3Answer {
  status?: number
  headers?: Record<string, string | number>
  body?: string | AsyncIterable<Buffer>
}

/** Carries out an operation. */
export type S3Handler = (call: S3Call) => S3Answer | Promise<S3Answer>

/** The bucket that a call is about. */
export function bucketOf({store, bucketName}: S3Call): StoredBucket {
  const bucket = store.buckets.get(bucketName)
  if (bucket === undefined) throw refusal('NoSuchBucket', undefined, {BucketName: bucketName})
  return bucket
}

/** The headers that are stored with an object and sent with every GET. */
export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) =>
      name.startsWith('x-amz-meta-') ||
      ['content-type', 'cache-control', 'content-disposition', 'x-amz-server-side-encryption'].includes(name),
  )
  const encryption = headers['x-amz-server-side-encryption']
  if (encryption !== undefined && encryption !== 'AES256') {
    throw refusal('NotImplemented', `Server-side encryption ${String(encryption)} is not implemented.`)
  }

  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}

/** Those of the kept headers that S3 also sends in its answer to the upload. */
export function encryptionHeader(headers: Record<string, string>): Record<string, string> {
  const name = 'x-amz-server-side-encryption'
  return headers[name] === undefined ? {} : {[name]: headers[name]}
}
