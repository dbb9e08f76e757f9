import {timingSafeEqual} from 'node:crypto'

import {readClaim} from './read-claim.js'
import type {S3Credentials} from './credentials.js'
import {refusal} from './s3-error.js'
import {type Claim, expectedSignature, type SignedRequest} from './signed-request.js'

/** How far the clocks of client and server may be apart: fifteen minutes. */
const LARGEST_SKEW_MS = 15 * 60 * 1000

/** The proven sender of a request, and what its signature covers. */
export interface Identity {
  credentials: S3Credentials
  /** The region that the signature was made for; the caller compares it with the bucket's. */
  region: string
  presigned: boolean
  /** The signed hash of the body: a SHA-256 in hex, or one of S3's words for an unsigned body. */
  payloadHash: string
}

/** Verifies who sent a request, or refuses it as S3 does. */
export function checkSignature(request: SignedRequest, known: S3Credentials[], now: Date): Identity {
  const claim = readClaim(request)
  const credentials = known.find(({accessKeyId}) => accessKeyId === claim.accessKeyId)
  if (credentials === undefined) throw refusal('InvalidAccessKeyId')
  checkTime(claim, now)
  checkSignedHeaders(request, claim)
  if (!sameText(claim.signature, expectedSignature(request, claim, credentials.secretAccessKey))) {
    throw refusal('SignatureDoesNotMatch')
  }

  checkToken(claim, credentials, now)
  const {region} = claim.scope
  return {credentials, region, presigned: claim.expires !== undefined, payloadHash: claim.payloadHash}
}

function checkTime({timestamp, scope, expires}: Claim, now: Date): void {
  const signedAt = readTimestamp(timestamp)
  if (signedAt === undefined || !timestamp.startsWith(scope.date)) {
    throw refusal('AccessDenied', 'The date of the signature is missing or not the date of its scope.')
  }

  const age = now.getTime() - signedAt
  if (age < -LARGEST_SKEW_MS) throw refusal('RequestTimeTooSkewed')
  if (expires === undefined && age > LARGEST_SKEW_MS) throw refusal('RequestTimeTooSkewed')
  if (expires !== undefined && age > expires * 1000) {
    throw refusal('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(expires),
      Expires: new Date(signedAt + expires * 1000).toISOString(),
      ServerTime: now.toISOString(),
    })
  }
}

function readTimestamp(text: string): number | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const time = Date.parse(iso)
  return Number.isNaN(time) ? undefined : time
}

/** A signature that does not cover the host or one of S3's own headers could be used for another request. */
function checkSignedHeaders({headers}: SignedRequest, {signedHeaders}: Claim): void {
  const needed = Object.keys(headers).filter(name => name === 'host' || name.startsWith('x-amz-'))
  const unsigned = needed.filter(name => !signedHeaders.includes(name))
  if (unsigned.length > 0) {
    throw refusal('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    })
  }
}

function checkToken(claim: Claim, credentials: S3Credentials, now: Date): void {
  if (credentials.sessionToken !== undefined && claim.sessionToken === undefined) {
    throw refusal('InvalidAccessKeyId')
  }

  if (claim.sessionToken !== credentials.sessionToken) throw refusal('InvalidToken')
  if (credentials.expiration !== undefined && credentials.expiration <= now) throw refusal('ExpiredToken')
}

function sameText(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
