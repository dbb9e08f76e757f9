import {S3Client, type S3ClientConfig, type S3ServiceException} from '@aws-sdk/client-s3'

import {type S3Options, type S3Server, startS3} from '../../../sandbox/s3/start-s3.js'

export const KEYS = {accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox/secret+key'}
export const REGION = 'us-east-1'
/** The bucket that every test server starts with. */
export const BUCKET = 'sushi-dumps'

/** Starts a server with one bucket and one pair of permanent keys. */
export function startTestS3(options: Partial<S3Options> = {}): Promise<S3Server> {
  return startS3({...KEYS, region: REGION, buckets: [BUCKET], ...options})
}

/** The SDK's own client, which tries everything once only. */
export function clientOf(s3: S3Server, config: S3ClientConfig = {}): S3Client {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  return new S3Client({
    endpoint: s3.endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: KEYS,
    maxAttempts: 1,
    ...config,
  })
}

/** What the SDK makes of a refusal. */
export interface Refusal {
  code: string
  status?: number
  headers?: Record<string, string>
  details: Record<string, unknown>
}

/** Waits for a refusal and fails when there is none. */
export async function refusalOf(sent: Promise<unknown>): Promise<Refusal> {
  try {
    await sent
  } catch (error) {
    const {name, $metadata, $response, ...details} = error as Error & S3ServiceException
    return {code: name, status: $metadata?.httpStatusCode, headers: $response?.headers, details}
  }

  throw new Error('The server accepted what it should refuse.')
}
