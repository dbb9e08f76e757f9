import type {IncomingHttpHeaders, IncomingMessage} from 'node:http'

import {
  algorithmNamed,
  type Checksum,
  type ChecksumAlgorithm,
  checksumHeader,
  type Digest,
  hashDigest,
  startChecksum,
} from './checksums.js'
import {decodeAwsChunked} from './decode-aws-chunked.js'
import {refusal} from './s3-error.js'

/** S3's limit for one PUT and for one part: 5 GiB. */
const LARGEST_BODY = 5 * 1024 ** 3

const UNSIGNED = new Set(['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'])

/** What is known about a body that has arrived completely and matches its headers. */
export interface ReceivedBody {
  bytes: number
  md5: Buffer
  checksum?: Checksum
}

/**
 * Reads a request's body piece by piece into `write` and checks it against everything its headers, its trailers and its
 * signature say: length, SHA-256, MD5 and checksum. Nothing is kept, so a body of any size takes no memory.
 */
export async function receiveBody(
  request: IncomingMessage,
  payloadHash: string,
  write: (bytes: Buffer) => Promise<void> | void,
): Promise<ReceivedBody> {
  const {headers} = request
  const expectedBytes = checkLength(headers, payloadHash)
  const trailers = new Map<string, string>()
  const algorithm = checksumAlgorithm(headers)
  const digests: Record<string, Digest> = {md5: hashDigest('md5')}
  if (isSha256(payloadHash)) digests.sha256 = hashDigest('sha256')
  if (algorithm !== undefined) digests.checksum = startChecksum(algorithm)

  let bytes = 0
  for await (const piece of isChunked(payloadHash) ? decodeAwsChunked(request, trailers) : request) {
    for (const digest of Object.values(digests)) digest.update(piece as Buffer)
    bytes += (piece as Buffer).length
    if (bytes > expectedBytes) throw refusal('IncompleteBody', 'The body is longer than its header says.')
    await write(piece as Buffer)
  }

  if (bytes !== expectedBytes) throw refusal('IncompleteBody')
  const md5 = digests.md5!.digest()
  checkMd5(headers, md5)
  if (digests.sha256 && digests.sha256.digest().toString('hex') !== payloadHash) {
    throw refusal('XAmzContentSHA256Mismatch')
  }

  return {bytes, md5, checksum: checkChecksum(algorithm, digests.checksum, headers, trailers)}
}

/** The announced length of the content, without framing; as with S3, it must be known before the first byte. */
function checkLength(headers: IncomingHttpHeaders, payloadHash: string): number {
  const chunked = isChunked(payloadHash)
  if (!isSha256(payloadHash) && !UNSIGNED.has(payloadHash)) {
    throw refusal('NotImplemented', `x-amz-content-sha256: ${payloadHash}`)
  }

  if (headers['transfer-encoding'] !== undefined && !chunked) {
    throw refusal('NotImplemented', 'Transfer-Encoding is only for aws-chunked bodies.')
  }

  const length = chunked ? headers['x-amz-decoded-content-length'] : headers['content-length']
  if (typeof length !== 'string' || !/^\d+$/.test(length)) throw refusal('MissingContentLength')
  if (Number(length) > LARGEST_BODY) throw refusal('EntityTooLarge')
  return Number(length)
}

function checkMd5(headers: IncomingHttpHeaders, md5: Buffer): void {
  const claimed = headers['content-md5']
  if (typeof claimed !== 'string') return
  const bytes = Buffer.from(claimed, 'base64')
  if (bytes.length !== md5.length) throw refusal('InvalidDigest')
  if (!bytes.equals(md5)) throw refusal('BadDigest')
}

function checkChecksum(
  algorithm: ChecksumAlgorithm | undefined,
  digest: Digest | undefined,
  headers: IncomingHttpHeaders,
  trailers: Map<string, string>,
): Checksum | undefined {
  if (algorithm === undefined || digest === undefined) return undefined
  const name = checksumHeader(algorithm)
  const claimed = headers[name] ?? trailers.get(name)
  if (claimed === undefined) throw refusal('MalformedTrailerError', `The trailer ${name} is missing.`)
  const value = digest.digest().toString('base64')
  if (claimed !== value) {
    throw refusal('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
  }

  return {algorithm, value}
}

/** The algorithm of the checksum that the request announces, by a header with the value or by the name of a trailer. */
function checksumAlgorithm(headers: IncomingHttpHeaders): ChecksumAlgorithm | undefined {
  const trailer = headers['x-amz-trailer']
  const carried = Object.keys(headers).filter(name => /^x-amz-checksum-(?!algorithm|type|mode)/.test(name))
  if (typeof trailer === 'string') carried.push(trailer)
  if (carried.length > 1) throw refusal('InvalidRequest', 'Expecting a single x-amz-checksum- header.')
  const [name] = carried
  if (name === undefined) {
    if (headers['x-amz-sdk-checksum-algorithm'] === undefined) return undefined
    throw refusal('InvalidRequest', 'x-amz-sdk-checksum-algorithm specified, but no checksum was found.')
  }

  const algorithm = algorithmNamed(name)
  if (algorithm === undefined) throw refusal('NotImplemented', `${name} is not computed here.`)
  return algorithm
}

function isChunked(payloadHash: string): boolean {
  return payloadHash.startsWith('STREAMING-')
}

function isSha256(payloadHash: string): boolean {
  return /^[\da-f]{64}$/.test(payloadHash)
}
