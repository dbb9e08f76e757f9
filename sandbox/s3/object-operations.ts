import {checksumHeader} from './checksums.js'
import {deleteBodies, readBodies, type StoredObject} from './object-store.js'
import {parseRange} from './parse-range.js'
import {bucketOf, encryptionHeader, keptHeaders, type S3Answer, type S3Call} from './s3-call.js'
import {refusal} from './s3-error.js'
import {xmlDocument, xmlElements, xmlText} from './xml.js'

export async function putObject(call: S3Call): Promise<S3Answer> {
  const bucket = bucketOf(call)
  const headers = keptHeaders(call.headers)
  const {body, bytes, md5, checksum} = await call.receiveFile()
  const old = bucket.objects.get(call.key)
  const etag = md5.toString('hex')
  bucket.objects.set(call.key, {pieces: [body], bytes, etag, modified: new Date(), headers, checksum})
  await deleteBodies(old?.pieces ?? [])
  return {
    headers: {
      etag: `"${etag}"`,
      ...encryptionHeader(headers),
      ...(checksum && {[checksumHeader(checksum.algorithm)]: checksum.value}),
    },
  }
}

export function getObject(call: S3Call): S3Answer {
  const object = objectOf(call)
  const range = parseRange(call.headers.range, object.bytes)
  const whole = {start: 0, end: object.bytes - 1}
  const {start, end} = range ?? whole
  return {
    status: range ? 206 : 200,
    headers: {
      ...describe(object, range === undefined && call.headers['x-amz-checksum-mode'] === 'ENABLED'),
      'content-length': end - start + 1,
      ...(range && {'content-range': `bytes ${start}-${end}/${object.bytes}`}),
    },
    body: readBodies(object.pieces, start, end),
  }
}

/** A HEAD is a GET whose body the server leaves out. */
export function headObject(call: S3Call): S3Answer {
  const {status, headers} = getObject(call)
  return {status, headers}
}

/** Deleting an object that does not exist succeeds, as with S3. */
export async function deleteObject(call: S3Call): Promise<S3Answer> {
  const bucket = bucketOf(call)
  const object = bucket.objects.get(call.key)
  bucket.objects.delete(call.key)
  await deleteBodies(object?.pieces ?? [])
  return {status: 204}
}

export async function deleteObjects(call: S3Call): Promise<S3Answer> {
  const text = await call.receiveText()
  const keys = xmlElements(text, 'Object').map(object => xmlText(object, 'Key'))
  if (keys.length === 0 || keys.length > 1000 || keys.includes(undefined)) throw refusal('MalformedXML')
  for (const key of keys) await deleteObject({...call, key: key!})
  const quiet = xmlText(text, 'Quiet') === 'true'
  return {body: xmlDocument('DeleteResult', {Deleted: quiet ? [] : keys.map(key => ({Key: key}))})}
}

function objectOf(call: S3Call): StoredObject {
  const object = bucketOf(call).objects.get(call.key)
  if (object === undefined) throw refusal('NoSuchKey', undefined, {Key: call.key})
  return object
}

function describe(object: StoredObject, withChecksum: boolean): Record<string, string> {
  const {checksum} = object
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': object.modified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(withChecksum &&
      checksum && {
        [checksumHeader(checksum.algorithm)]: checksum.value,
        'x-amz-checksum-type': checksum.value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT',
      }),
  }
}
