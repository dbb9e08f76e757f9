import type {S3} from '@aws-sdk/client-s3'

import type {BucketLocation} from './bucket.js'

/**
 * How often a request is tried. Patient: retries for up to half a minute, so that an upload of hours survives the restart of a
 * router. Quick: for checks before the run, when somebody is waiting for the answer.
 */
const ATTEMPTS = {patient: 8, quick: 3}
/** S3 sends something every few seconds, even while it joins 10,000 parts. */
const SILENCE_MS = 120_000
const CONNECT_MS = 10_000

/**
 * Makes the SDK's client for a bucket whose region is known. The SDK is loaded only now: without a bucket it would cost memory
 * and time for nothing.
 */
export async function makeClient(location: BucketLocation, temper: keyof typeof ATTEMPTS): Promise<S3> {
  const {S3} = await import('@aws-sdk/client-s3')
  const {endpoint, region, credentials} = location
  return new S3({
    region,
    ...(endpoint !== undefined && {endpoint, forcePathStyle: true}),
    ...(credentials !== undefined && {credentials}),
    maxAttempts: ATTEMPTS[temper],
    requestHandler: {connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS},
  })
}
