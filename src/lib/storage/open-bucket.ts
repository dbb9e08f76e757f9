import {HeadBucketCommand, S3Client} from '@aws-sdk/client-s3'

import type {BucketLocation} from './bucket.js'
import {bucketRegion} from './storage-error.js'

/** A bucket that can be talked to. */
export interface Bucket {
  location: BucketLocation
  client: S3Client
}

/** Seven retries take up to half a minute: an upload of hours outlasts a router that restarts. */
const MAX_ATTEMPTS = 8
/** Asking for the region is no reason to wait. */
const MAX_ATTEMPTS_TO_FIND_REGION = 2
/** S3 sends something at least every few seconds, even while it joins 10,000 parts. */
const SILENCE_MS = 120_000
const CONNECT_MS = 10_000
/** Where Amazon answers for buckets of every region. */
const ANY_REGION = 'us-east-1'

/**
 * Opens a bucket and finds its region where none is named. It throws nothing for a bucket that is missing, refuses or does
 * not answer: `checkBucket` tells all that at once.
 */
export async function openBucket(location: BucketLocation): Promise<Bucket> {
  silenceNodeWarning()
  const region = location.region ?? (await findRegion(location)) ?? ANY_REGION
  return {location: {...location, region}, client: makeClient(location, region, MAX_ATTEMPTS)}
}

/** S3 names a bucket's region in its answer to HEAD, whether it is yes, no or elsewhere. */
async function findRegion(location: BucketLocation): Promise<string | undefined> {
  const client = makeClient(location, ANY_REGION, MAX_ATTEMPTS_TO_FIND_REGION)
  try {
    const {BucketRegion} = await client.send(new HeadBucketCommand({Bucket: location.bucket}))
    return BucketRegion
  } catch (error) {
    return bucketRegion(error)
  } finally {
    client.destroy()
  }
}

function makeClient({endpoint, credentials}: BucketLocation, region: string, maxAttempts: number): S3Client {
  return new S3Client({
    region,
    ...(endpoint !== undefined && {endpoint, forcePathStyle: true}),
    ...(credentials !== undefined && {credentials}),
    maxAttempts,
    requestHandler: {connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS},
  })
}

/** The SDK warns of Node 20's end on stderr, at the first client; the environment is the one way to tell it not to. */
function silenceNodeWarning(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
}
