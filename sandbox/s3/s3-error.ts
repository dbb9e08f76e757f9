import {xmlDocument} from './xml.js'

/**
 * Status and message of every refusal that this server knows, by S3's error code
 * (Amazon S3 API reference, "List of error codes").
 */
const REFUSALS = {
  AccessDenied: [403, 'Access Denied'],
  AuthorizationHeaderMalformed: [400, 'The authorization header is malformed.'],
  AuthorizationQueryParametersError: [400, 'Error parsing the query-string authentication parameters.'],
  BadDigest: [400, 'The digest or checksum you specified did not match what we received.'],
  BucketAlreadyOwnedByYou: [
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
  ],
  BucketNotEmpty: [409, 'The bucket you tried to delete is not empty.'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size.'],
  ExpiredToken: [400, 'The provided token has expired.'],
  IllegalLocationConstraintException: [
    400,
    'The location constraint does not fit the region of the request.',
  ],
  IncompleteBody: [400, 'The request body is not as long as its header says.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid argument.'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  InvalidDigest: [400, 'The Content-MD5 or checksum value you specified is not valid.'],
  InvalidPart: [
    400,
    'One or more of the specified parts could not be found, or its ETag or checksum differs.',
  ],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidRange: [416, 'The requested range is not satisfiable.'],
  InvalidRequest: [400, 'The request is not valid.'],
  InvalidToken: [400, 'The provided token is malformed or otherwise invalid.'],
  KeyTooLongError: [400, 'Your key is too long.'],
  MalformedTrailerError: [400, 'The request contained trailing data that was not well-formed.'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [404, 'The specified multipart upload does not exist: wrong ID, aborted or completed.'],
  NotImplemented: [501, 'This sandbox does not implement the requested functionality.'],
  PermanentRedirect: [301, 'The bucket you are attempting to access must be addressed in its own region.'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  ServiceUnavailable: [503, 'Please reduce your request rate.'],
  SignatureDoesNotMatch: [403, 'The request signature we calculated does not match the one you provided.'],
  SlowDown: [503, 'Please reduce your request rate.'],
  XAmzContentSHA256Mismatch: [400, "The provided 'x-amz-content-sha256' does not match what was computed."],
} as const satisfies Record<string, readonly [number, string]>

export type S3ErrorCode = keyof typeof REFUSALS

/** A refusal, thrown anywhere in the server and sent to the client as S3's XML. */
export class S3Error extends Error {
  override readonly name = 'S3Error'
  readonly status: number

  constructor(
    /** One of S3's codes; a fault may also use one that this server does not know, with its `status`. */
    readonly code: string,
    readonly more: {
      message?: string
      status?: number
      details?: Record<string, string>
      headers?: Record<string, string>
    } = {},
  ) {
    const [status, message] = isKnown(code) ? REFUSALS[code] : [500, code]
    super(more.message ?? message)
    this.status = more.status ?? status
  }
}

/** Makes a refusal with one of S3's codes, and its own message if the usual one says too little. */
export function refusal(code: S3ErrorCode, message?: string, details?: Record<string, string>): S3Error {
  return new S3Error(code, {message, details})
}

/** The body that S3 sends with a refusal. */
export function errorDocument(error: S3Error, resource: string, requestId: string): string {
  return xmlDocument('Error', {
    Code: error.code,
    Message: error.message,
    ...error.more.details,
    Resource: resource,
    RequestId: requestId,
  })
}

function isKnown(code: string): code is S3ErrorCode {
  return Object.hasOwn(REFUSALS, code)
}
