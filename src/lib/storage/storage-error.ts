import {MigrationError} from '../core/migration-error.js'
import type {Problem} from '../core/problem.js'

/** How an error is explained: `BUCKET` and `REGION` stand for the bucket's name and for the region that S3 named. */
interface Explanation {
  code: string
  what: string
  remedy: string
}

const NO_CREDENTIALS: Explanation = {
  code: 'bucket-no-credentials',
  what: "Couldn't find AWS credentials for the bucket BUCKET.",
  remedy:
    'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with `aws sso login`, or use --bucket bucketeer or cloudcube.',
}
const EXPIRED: Explanation = {
  code: 'bucket-credentials-expired',
  what: 'The temporary AWS credentials for the bucket BUCKET have expired.',
  remedy: 'Get new ones (for example with `aws sso login`) and run the command again.',
}
const MISSING: Explanation = {
  code: 'bucket-not-found',
  what: "Couldn't find the bucket BUCKET.",
  remedy: 'Check its name, or create it: aws s3 mb s3://BUCKET',
}
const WRONG_REGION: Explanation = {
  code: 'bucket-wrong-region',
  what: 'The bucket BUCKET is in another region: REGION.',
  remedy: 'Name that region: s3://BUCKET?region=REGION, or AWS_REGION=REGION.',
}
const BUSY: Explanation = {
  code: 'bucket-busy',
  what: 'S3 was too busy to answer for the bucket BUCKET.',
  remedy: 'Run the command again in a few minutes.',
}
const UNREACHABLE: Explanation = {
  code: 'bucket-unreachable',
  what: "Couldn't reach S3 for the bucket BUCKET.",
  remedy: 'Check the network, proxies and --s3-endpoint, then run the command again.',
}
const DENIED: Explanation = {
  code: 'bucket-denied',
  what: 'The AWS credentials lack permissions for the bucket BUCKET.',
  remedy:
    'Allow s3:PutObject, s3:GetObject, s3:DeleteObject and s3:AbortMultipartUpload on arn:aws:s3:::BUCKET/* for them.',
}

/** S3's error codes and the SDK's and Node's error names that a user can do something about. */
const EXPLANATIONS: Record<string, Explanation> = {
  NoSuchBucket: MISSING,
  NotFound: MISSING,
  PermanentRedirect: WRONG_REGION,
  AuthorizationHeaderMalformed: WRONG_REGION,
  AuthorizationQueryParametersError: WRONG_REGION,
  IllegalLocationConstraintException: WRONG_REGION,
  AccessDenied: DENIED,
  Forbidden: DENIED,
  AllAccessDisabled: DENIED,
  InvalidAccessKeyId: {
    code: 'bucket-unknown-key',
    what: 'S3 does not know the AWS access key ID given for the bucket BUCKET.',
    remedy:
      'Check AWS_ACCESS_KEY_ID (and AWS_SESSION_TOKEN, which temporary keys need), or the profile in use.',
  },
  SignatureDoesNotMatch: {
    code: 'bucket-wrong-secret',
    what: 'The AWS secret access key for the bucket BUCKET is wrong.',
    remedy: 'Check AWS_SECRET_ACCESS_KEY, or the profile in use.',
  },
  InvalidToken: {
    code: 'bucket-wrong-token',
    what: 'The AWS session token for the bucket BUCKET is not valid.',
    remedy: 'Set AWS_SESSION_TOKEN again, or unset it if the keys are permanent.',
  },
  ExpiredToken: EXPIRED,
  TokenRefreshRequired: EXPIRED,
  RequestTimeTooSkewed: {
    code: 'bucket-clock',
    what: "This computer's clock is more than fifteen minutes off, so S3 refuses its signatures.",
    remedy: 'Set the clock and run the command again.',
  },
  CredentialsProviderError: NO_CREDENTIALS,
  TokenProviderError: NO_CREDENTIALS,
  SlowDown: BUSY,
  ServiceUnavailable: BUSY,
  InternalError: BUSY,
  TimeoutError: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
}

/** Explains an error of the AWS SDK to the user; nothing of the error's own text or fields is passed on. */
export function explainStorageError(error: unknown, bucket: string): Problem {
  const names = errorNames(error)
  const explanation = names.map(name => EXPLANATIONS[name]).find(Boolean) ?? unknown(names[0] ?? 'Error')
  const region = bucketRegion(error) ?? 'unknown'
  // Whole words only: AWS_REGION is the name of a variable.
  const fill = (text: string) =>
    text.replaceAll(/\bBUCKET\b/g, () => bucket).replaceAll(/\bREGION\b/g, () => region)
  return {code: explanation.code, what: fill(explanation.what), remedy: fill(explanation.remedy)}
}

/** Makes the MigrationError for any error of the storage adapter; a MigrationError stays as it is. */
export function storageError(error: unknown, bucket: string): MigrationError {
  if (error instanceof MigrationError) return error
  const {code, what, remedy} = explainStorageError(error, bucket)
  return new MigrationError(what, {code, suggestions: [remedy]})
}

/** The region of the bucket, which S3 names with most refusals. */
export function bucketRegion(error: unknown): string | undefined {
  const {$response, Region} = (error ?? {}) as SdkError
  return $response?.headers?.['x-amz-bucket-region'] ?? Region
}

interface SdkError {
  name?: string
  code?: string
  Code?: string
  Region?: string
  errors?: unknown[]
  $metadata?: {httpStatusCode?: number}
  $response?: {headers?: Record<string, string>}
}

/** All names of an error, the most specific first; a HEAD has no body, so only its status says something. */
function errorNames(error: unknown): string[] {
  const {name, code, Code, errors = [], $metadata} = (error ?? {}) as SdkError
  const status = $metadata?.httpStatusCode
  const byStatus = {301: 'PermanentRedirect', 403: 'Forbidden', 404: 'NotFound', 503: 'SlowDown'}[status ?? 0]
  const nested = errors.flatMap(inner => errorNames(inner))
  return [Code, code, name, byStatus, ...nested].filter(text => text !== undefined && text !== '') as string[]
}

function unknown(name: string): Explanation {
  return {
    code: 'bucket-failed',
    what: `S3 answered ${name} for the bucket BUCKET.`,
    remedy:
      'Look the name up in the "List of error codes" of the Amazon S3 API reference, or try another bucket.',
  }
}
