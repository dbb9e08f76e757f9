import * as bucket from './bucket-operations.js'
import * as multipart from './multipart-operations.js'
import * as object from './object-operations.js'
import type {S3Handler} from './s3-call.js'
import {refusal} from './s3-error.js'

/** One of S3's operations: how a request asks for it, and its handler. */
export interface Operation {
  /** S3's name, which faults and denials use, too. */
  name: string
  method: string
  on: 'service' | 'bucket' | 'object'
  /** Query parameters that must all be present. */
  query?: string[]
  handle: S3Handler
}

/** All operations of this server; of those that match a request, the one with the most query parameters is meant. */
export const OPERATIONS: readonly Operation[] = [
  {name: 'ListBuckets', method: 'GET', on: 'service', handle: bucket.listBuckets},
  {name: 'CreateBucket', method: 'PUT', on: 'bucket', handle: bucket.createBucket},
  {name: 'HeadBucket', method: 'HEAD', on: 'bucket', handle: bucket.headBucket},
  {
    name: 'GetBucketLocation',
    method: 'GET',
    on: 'bucket',
    query: ['location'],
    handle: bucket.getBucketLocation,
  },
  {name: 'ListObjectsV2', method: 'GET', on: 'bucket', handle: bucket.listObjects},
  {name: 'DeleteBucket', method: 'DELETE', on: 'bucket', handle: bucket.deleteBucket},
  {name: 'DeleteObjects', method: 'POST', on: 'bucket', query: ['delete'], handle: object.deleteObjects},
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    on: 'bucket',
    query: ['uploads'],
    handle: multipart.listMultipartUploads,
  },
  {name: 'PutObject', method: 'PUT', on: 'object', handle: object.putObject},
  {name: 'GetObject', method: 'GET', on: 'object', handle: object.getObject},
  {name: 'HeadObject', method: 'HEAD', on: 'object', handle: object.headObject},
  {name: 'DeleteObject', method: 'DELETE', on: 'object', handle: object.deleteObject},
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    on: 'object',
    query: ['uploads'],
    handle: multipart.createMultipartUpload,
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    on: 'object',
    query: ['uploadId', 'partNumber'],
    handle: multipart.uploadPart,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    on: 'object',
    query: ['uploadId'],
    handle: multipart.completeMultipartUpload,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    on: 'object',
    query: ['uploadId'],
    handle: multipart.abortMultipartUpload,
  },
  {name: 'ListParts', method: 'GET', on: 'object', query: ['uploadId'], handle: multipart.listParts},
]

/** Query parameters that make a request another operation, which must not be confused with the plain one. */
const OTHER_RESOURCES =
  /^(accelerate|acl|analytics|attributes|cors|encryption|intelligent-tiering|inventory|legal-hold|lifecycle|logging|metrics|notification|object-lock|ownershipControls|policy|policyStatus|publicAccessBlock|replication|requestPayment|restore|retention|select|tagging|torrent|versionId|versioning|versions|website)$/

/** Headers that change what an operation does, in ways that are not implemented here. */
const OTHER_MEANINGS =
  /^(if-(match|none-match|modified-since|unmodified-since)|x-amz-(copy-source|server-side-encryption-customer|object-lock|tagging|acl|grant|write-offset))/

/** Finds the operation of a request; one that this server lacks is refused, never half done. */
export function findOperation(
  method: string,
  on: Operation['on'],
  query: Map<string, string>,
  headerNames: string[],
): Operation {
  const other = [...query.keys()].find(name => OTHER_RESOURCES.test(name))
  const header = headerNames.find(name => OTHER_MEANINGS.test(name))
  if (other ?? header) throw refusal('NotImplemented', `${other ?? header} is not implemented.`)
  const fitting = OPERATIONS.filter(
    operation =>
      operation.method === method &&
      operation.on === on &&
      (operation.query ?? []).every(name => query.has(name)),
  )
  const [best] = fitting.sort((left, right) => (right.query?.length ?? 0) - (left.query?.length ?? 0))
  if (best === undefined) throw refusal('MethodNotAllowed')
  return best
}
