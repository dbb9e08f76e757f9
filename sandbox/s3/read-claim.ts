import {refusal} from './s3-error.js'
import type {Claim, Scope, SignedRequest} from './signed-request.js'

/** S3 refuses presigned URLs of more than seven days. */
const LONGEST_EXPIRY = 604_800

/** Reads the signature of a request from its header or its query; anonymous requests are refused. */
export function readClaim(request: SignedRequest): Claim {
  const query = new Map(request.query)
  const header = request.headers.authorization
  const inQuery = query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')
  if (header !== undefined && inQuery) {
    throw refusal('InvalidArgument', 'Only one auth mechanism allowed.')
  }

  if (header !== undefined) return claimInHeader(header, request.headers)
  if (inQuery) return claimInQuery(query)
  throw refusal('AccessDenied')
}

function claimInHeader(header: string, headers: SignedRequest['headers']): Claim {
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=(\w+)$/.exec(
      header.trim(),
    )
  if (match === null) throw refusal('AuthorizationHeaderMalformed')
  const payloadHash = headers['x-amz-content-sha256']
  if (payloadHash === undefined) {
    throw refusal('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256')
  }

  const [, credential = '', signedHeaders = '', signature = ''] = match
  return {
    ...readCredential(credential, 'AuthorizationHeaderMalformed'),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp: headers['x-amz-date'] ?? '',
    payloadHash,
    sessionToken: headers['x-amz-security-token'],
  }
}

function claimInQuery(query: Map<string, string>): Claim {
  const read = (name: string) => {
    const value = query.get(name)
    if (value !== undefined) return value
    throw refusal('AuthorizationQueryParametersError', `Query-string authentication needs ${name}.`)
  }

  if (read('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') throw refusal('AuthorizationQueryParametersError')
  return {
    ...readCredential(read('X-Amz-Credential'), 'AuthorizationQueryParametersError'),
    signedHeaders: read('X-Amz-SignedHeaders').split(';'),
    signature: read('X-Amz-Signature'),
    timestamp: read('X-Amz-Date'),
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    sessionToken: query.get('X-Amz-Security-Token'),
    expires: readExpiry(read('X-Amz-Expires')),
  }
}

function readCredential(
  text: string,
  code: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError',
): {accessKeyId: string; scope: Scope} {
  const [accessKeyId = '', date = '', region = '', service, end] = text.split('/')
  if (service !== 's3' || end !== 'aws4_request' || !/^\d{8}$/.test(date)) {
    throw refusal(code, 'The credential must be of the form KEY/DATE/REGION/s3/aws4_request.')
  }

  return {accessKeyId, scope: {date, region}}
}

function readExpiry(text: string): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < 1) {
    throw refusal('AuthorizationQueryParametersError', 'X-Amz-Expires must be a number of seconds.')
  }

  if (seconds > LONGEST_EXPIRY) {
    throw refusal('AuthorizationQueryParametersError', 'X-Amz-Expires must be less than a week (in seconds).')
  }

  return seconds
}
