import {randomBytes} from 'node:crypto'

import {algorithmNamed, type Checksum, checksumElement, checksumHeader} from './checksums.js'
import {completeParts} from './complete-parts.js'
import {deleteBodies, type OpenUpload, type Part} from './object-store.js'
import {bucketOf, encryptionHeader, keptHeaders, type S3Answer, type S3Call} from './s3-call.js'
import {refusal} from './s3-error.js'
import {xmlDocument} from './xml.js'

/** S3's limit of parts in one object. */
const MOST_PARTS = 10_000

export function createMultipartUpload(call: S3Call): S3Answer {
  const bucket = bucketOf(call)
  const headers = keptHeaders(call.headers)
  const named = call.headers['x-amz-checksum-algorithm']
  const checksumAlgorithm = typeof named === 'string' ? algorithmNamed(named) : undefined
  if (named !== undefined && checksumAlgorithm === undefined) throw refusal('NotImplemented', `${named}`)
  if (call.headers['x-amz-checksum-type'] === 'FULL_OBJECT') {
    throw refusal('NotImplemented', 'Multipart objects have a COMPOSITE checksum here.')
  }

  const id = randomBytes(24).toString('base64url')
  const {key} = call
  bucket.uploads.set(id, {id, key, started: new Date(), headers, checksumAlgorithm, parts: new Map()})
  return {
    headers: {
      ...encryptionHeader(headers),
      ...(checksumAlgorithm && {'x-amz-checksum-algorithm': checksumAlgorithm}),
    },
    body: xmlDocument('InitiateMultipartUploadResult', {Bucket: bucket.name, Key: key, UploadId: id}),
  }
}

export async function uploadPart(call: S3Call): Promise<S3Answer> {
  const upload = uploadOf(call)
  const number = Number(call.query.get('partNumber'))
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    throw refusal('InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`)
  }

  const {body, md5, checksum} = await call.receiveFile()
  try {
    uploadOf(call)
    checkAlgorithm(upload, checksum)
  } catch (error) {
    await deleteBodies([body])
    throw error
  }

  const old = upload.parts.get(number)
  const etag = md5.toString('hex')
  upload.parts.set(number, {number, body, etag, checksum, modified: new Date()})
  await deleteBodies(old ? [old.body] : [])
  return {
    headers: {
      etag: `"${etag}"`,
      ...encryptionHeader(upload.headers),
      ...(checksum && {[checksumHeader(checksum.algorithm)]: checksum.value}),
    },
  }
}

export async function completeMultipartUpload(call: S3Call): Promise<S3Answer> {
  const bucket = bucketOf(call)
  const text = await call.receiveText()
  const upload = uploadOf(call)
  const object = completeParts(upload, text, call.headers['x-amz-mp-object-size'])
  const replaced = bucket.objects.get(call.key)?.pieces ?? []
  const unused = [...upload.parts.values()]
    .map(part => part.body)
    .filter(body => !object.pieces.includes(body))
  bucket.uploads.delete(upload.id)
  bucket.objects.set(call.key, object)
  await deleteBodies([...replaced, ...unused])
  const {checksum, etag} = object
  return {
    headers: encryptionHeader(upload.headers),
    body: xmlDocument('CompleteMultipartUploadResult', {
      Location: `/${bucket.name}/${call.key}`,
      Bucket: bucket.name,
      Key: call.key,
      ETag: `"${etag}"`,
      ...(checksum && {[checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: 'COMPOSITE'}),
    }),
  }
}

export async function abortMultipartUpload(call: S3Call): Promise<S3Answer> {
  const upload = uploadOf(call)
  bucketOf(call).uploads.delete(upload.id)
  await deleteBodies([...upload.parts.values()].map(part => part.body))
  return {status: 204}
}

export function listMultipartUploads(call: S3Call): S3Answer {
  const bucket = bucketOf(call)
  const prefix = call.query.get('prefix') ?? ''
  const uploads = [...bucket.uploads.values()].filter(({key}) => key.startsWith(prefix))
  return {
    body: xmlDocument('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      Prefix: prefix,
      IsTruncated: false,
      Upload: uploads.map(({id, key, started}) => ({
        Key: key,
        UploadId: id,
        StorageClass: 'STANDARD',
        Initiated: started.toISOString(),
      })),
    }),
  }
}

export function listParts(call: S3Call): S3Answer {
  const upload = uploadOf(call)
  const after = Number(call.query.get('part-number-marker') ?? 0)
  const limit = Math.min(Number(call.query.get('max-parts') ?? 1000), 1000)
  const parts = [...upload.parts.values()]
    .filter(({number}) => number > after)
    .sort((left, right) => left.number - right.number)
  const page = parts.slice(0, limit)
  return {
    body: xmlDocument('ListPartsResult', {
      Bucket: call.bucketName,
      Key: upload.key,
      UploadId: upload.id,
      MaxParts: limit,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      IsTruncated: parts.length > page.length,
      Part: page.map(describePart),
    }),
  }
}

function describePart({number, etag, body, checksum, modified}: Part) {
  return {
    PartNumber: number,
    LastModified: modified.toISOString(),
    ETag: `"${etag}"`,
    Size: body.bytes,
    ...(checksum && {[checksumElement(checksum.algorithm)]: checksum.value}),
  }
}

/** The upload that a call names; an ID belongs to one key. */
function uploadOf(call: S3Call): OpenUpload {
  const id = call.query.get('uploadId') ?? ''
  const upload = bucketOf(call).uploads.get(id)
  if (upload === undefined || upload.key !== call.key) {
    throw refusal('NoSuchUpload', undefined, {UploadId: id})
  }

  return upload
}

/** An upload that was begun with a checksum accepts only parts with the same kind. */
function checkAlgorithm({checksumAlgorithm}: OpenUpload, checksum: Checksum | undefined): void {
  if (checksumAlgorithm === undefined || checksum?.algorithm === checksumAlgorithm) return
  throw refusal(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${checksumAlgorithm.toLowerCase()}, ` +
      `actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? 'null'}`,
  )
}
