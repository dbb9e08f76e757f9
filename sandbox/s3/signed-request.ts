import {createHash, createHmac} from 'node:crypto'

/** The parts of an HTTP request that a signature covers. */
export interface SignedRequest {
  method: string
  /** As in the request line, still percent-encoded, without the query. */
  path: string
  /** Decoded, in the order of the request. */
  query: [name: string, value: string][]
  /** Names in lower case. */
  headers: Record<string, string | undefined>
}

/** Where and when a signature is valid: `20261122/eu-west-1/s3/aws4_request`. */
export interface Scope {
  date: string
  region: string
}

/** What a signature says about itself, from the Authorization header or the query. */
export interface Claim {
  accessKeyId: string
  scope: Scope
  signedHeaders: string[]
  signature: string
  /** `YYYYMMDD'T'HHMMSS'Z'` */
  timestamp: string
  payloadHash: string
  sessionToken?: string
  /** Validity in seconds; only of a presigned URL. */
  expires?: number
}

/** The signature that a request must have (AWS Signature Version 4, "Create a signed AWS API request"). */
export function expectedSignature(request: SignedRequest, claim: Claim, secretAccessKey: string): string {
  const {date, region} = claim.scope
  const scope = `${date}/${region}/s3/aws4_request`
  const hashed = createHash('sha256').update(canonicalRequest(request, claim)).digest('hex')
  let key: Buffer | string = `AWS4${secretAccessKey}`
  for (const step of [date, region, 's3', 'aws4_request']) key = hmac(key, step)
  return hmac(key, `AWS4-HMAC-SHA256\n${claim.timestamp}\n${scope}\n${hashed}`).toString('hex')
}

function canonicalRequest(request: SignedRequest, claim: Claim): string {
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...claim.signedHeaders.map(name => `${name}:${canonicalValue(request.headers[name])}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ].join('\n')
}

/** The signed path is encoded once, however the client has encoded it. */
function canonicalPath(path: string): string {
  return path
    .split('/')
    .map(part => encode(decodeURIComponent(part)))
    .join('/')
}

function canonicalQuery(query: SignedRequest['query']): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
}

function canonicalValue(value = ''): string {
  return value.trim().replaceAll(/\s+/g, ' ')
}

/** Encodes as RFC 3986 says: encodeURIComponent leaves out five characters that a signature encodes. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
