import type {S3} from '@aws-sdk/client-s3'

import type {BucketLocation} from './bucket.js'
import {makeClient} from './make-client.js'
import {bucketRegion} from './storage-error.js'

/** A bucket with the client to use it. */
export interface Bucket {
  location: BucketLocation
  client: S3
}

/** Where Amazon answers for buckets of every region. */
const ANY_REGION = 'us-east-1'

/**
 * Opens a bucket and finds its region if none is named. It does not throw for a bucket that is missing, refuses access or does
 * not answer: `checkBucket` reports all of that at once.
 */
export async function openBucket(location: BucketLocation): Promise<Bucket> {
  const region = location.region ?? (await findRegion(location)) ?? ANY_REGION
  const found = {...location, region}
  return {location: found, client: await makeClient(found, 'patient')}
}

/** S3 names a bucket's region in its answer to HEAD, whether it grants, refuses or redirects the request. */
async function findRegion(location: BucketLocation): Promise<string | undefined> {
  const client = await makeClient({...location, region: ANY_REGION}, 'quick')
  try {
    const {BucketRegion} = await client.headBucket({Bucket: location.bucket})
    return BucketRegion
  } catch (error) {
    return bucketRegion(error)
  } finally {
    client.destroy()
  }
}
