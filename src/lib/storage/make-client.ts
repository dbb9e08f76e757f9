import {S3Client} from '@aws-sdk/client-s3'

import type {BucketLocation} from './bucket.js'

/**
 * How often a request is tried. Patient: its retries take up to half a minute, so that an upload of hours outlasts a router
 * that restarts. Quick: for questions before the run, where somebody waits for the answer.
 */
const ATTEMPTS = {patient: 8, quick: 3}
/** S3 sends something every few seconds, even while it joins 10,000 parts. */
const SILENCE_MS = 120_000
const CONNECT_MS = 10_000

/** Makes the SDK's client for a bucket whose region is known. */
export function makeClient(location: BucketLocation, temper: keyof typeof ATTEMPTS): S3Client {
  const {endpoint, region, credentials} = location
  return new S3Client({
    region,
    ...(endpoint !== undefined && {endpoint, forcePathStyle: true}),
    ...(credentials !== undefined && {credentials}),
    maxAttempts: ATTEMPTS[temper],
    requestHandler: {connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS},
  })
}
