import type {S3Server} from '../../sandbox/s3/start-s3.js'
import {type BucketLocation, locateBucket} from '../../src/lib/storage/bucket.js'
import {type Bucket, openBucket} from '../../src/lib/storage/open-bucket.js'
import {silenceSdkWarning} from '../../src/ui/silence-sdk-warning.js'
import {BUCKET, KEYS} from '../sandbox/s3/test-s3.js'

/** Opens the test server's bucket the way a command does. */
export function openTestBucket(s3: S3Server, more: Partial<BucketLocation> = {}): Promise<Bucket> {
  silenceSdkWarning(process.env)
  return openBucket({...locateBucket(`s3://${BUCKET}`, {}, s3.endpoint), credentials: KEYS, ...more})
}
