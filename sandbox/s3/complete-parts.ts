import {
  algorithmNamed,
  type ChecksumAlgorithm,
  checksumElement,
  compositeChecksum,
  hashDigest,
} from './checksums.js'
import type {OpenUpload, Part, StoredObject} from './object-store.js'
import {refusal} from './s3-error.js'
import {xmlElements, xmlText} from './xml.js'

/** The smallest part that S3 accepts, except for the last one: 5 MiB. */
const SMALLEST_PART = 5 * 1024 ** 2

/** Joins the parts that the body of a CompleteMultipartUpload lists, after all checks that S3 makes. */
export function completeParts(
  upload: OpenUpload,
  body: string,
  claimedSize: string | string[] | undefined,
): StoredObject {
  const listed = xmlElements(body, 'Part')
  if (listed.length === 0) throw refusal('MalformedXML')
  const parts = listed.map(part => findPart(upload, part))
  checkOrder(parts)
  checkSizes(parts)
  const bytes = parts.reduce((sum, {body: {bytes}}) => sum + bytes, 0)
  if (claimedSize !== undefined && Number(claimedSize) !== bytes) {
    throw refusal(
      'InvalidRequest',
      `The object has ${bytes} bytes, not the ${String(claimedSize)} of the header.`,
    )
  }

  return {
    pieces: parts.map(part => part.body),
    bytes,
    etag: joinedEtag(parts),
    modified: new Date(),
    headers: upload.headers,
    checksum: joinedChecksum(upload.checksumAlgorithm, parts),
  }
}

function findPart(upload: OpenUpload, listed: string): Part {
  const number = Number(xmlText(listed, 'PartNumber'))
  const etag = xmlText(listed, 'ETag')?.replaceAll('"', '')
  const part = upload.parts.get(number)
  if (part === undefined || part.etag !== etag) throw invalidPart(upload, number)
  for (const [, element = '', value] of listed.matchAll(/<Checksum(\w+)>([^<]*)</g)) {
    const algorithm = algorithmNamed(element)
    if (algorithm !== part.checksum?.algorithm || value !== part.checksum?.value)
      throw invalidPart(upload, number)
  }

  const needed = upload.checksumAlgorithm
  if (needed !== undefined && xmlText(listed, checksumElement(needed)) === undefined) {
    throw refusal(
      'InvalidRequest',
      `The upload was created using a ${needed.toLowerCase()} checksum. The complete request must include ` +
        `the checksum for each part. It was missing for part ${number} in the request.`,
    )
  }

  return part
}

function invalidPart(upload: OpenUpload, number: number) {
  return refusal('InvalidPart', undefined, {UploadId: upload.id, PartNumber: String(number)})
}

function checkOrder(parts: Part[]): void {
  const descends = parts.some(({number}, index) => index > 0 && number <= parts[index - 1]!.number)
  if (descends) throw refusal('InvalidPartOrder')
}

function checkSizes(parts: Part[]): void {
  const small = parts.slice(0, -1).find(({body}) => body.bytes < SMALLEST_PART)
  if (small === undefined) return
  throw refusal('EntityTooSmall', undefined, {
    ProposedSize: String(small.body.bytes),
    MinSizeAllowed: String(SMALLEST_PART),
    PartNumber: String(small.number),
  })
}

/** The ETag of a multipart object: the MD5 of its parts' MD5s, and how many they are. */
function joinedEtag(parts: Part[]): string {
  const md5 = hashDigest('md5')
  for (const {etag} of parts) md5.update(Buffer.from(etag, 'hex'))
  return `${md5.digest().toString('hex')}-${parts.length}`
}

function joinedChecksum(algorithm: ChecksumAlgorithm | undefined, parts: Part[]) {
  const values = parts.map(({checksum}) => checksum?.value ?? '')
  return algorithm && compositeChecksum(algorithm, values)
}
