import {addBucket, type StoredBucket} from './object-store.js'
import {bucketOf, type S3Answer, type S3Call} from './s3-call.js'
import {refusal} from './s3-error.js'
import {xmlDocument, xmlText} from './xml.js'

/** S3's bucket names, which cannot contain the underscore with which the sandbox's own paths begin. */
const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z\d][a-z\d.-]{1,61}[a-z\d]$/

export function listBuckets({store}: S3Call): S3Answer {
  const buckets = [...store.buckets.values()].map(({name, created}) => ({
    Name: name,
    CreationDate: created.toISOString(),
  }))
  return {body: xmlDocument('ListAllMyBucketsResult', {Buckets: {Bucket: buckets}})}
}

export async function createBucket(call: S3Call): Promise<S3Answer> {
  const {store, bucketName, region, signedRegion} = call
  const named = call.headers['content-length'] === '0' ? undefined : await readLocation(call)
  const location = named ?? region
  if (!BUCKET_NAME.test(bucketName)) throw refusal('InvalidBucketName', undefined, {BucketName: bucketName})
  if (signedRegion !== region && signedRegion !== location) {
    throw refusal('IllegalLocationConstraintException')
  }

  if (store.buckets.has(bucketName)) throw refusal('BucketAlreadyOwnedByYou')
  addBucket(store, bucketName, location)
  return {headers: {location: `/${bucketName}`}}
}

export function headBucket(call: S3Call): S3Answer {
  return {headers: {'x-amz-bucket-region': bucketOf(call).region}}
}

/** us-east-1 is an empty location, for compatibility with the time when it was the only region. */
export function getBucketLocation(call: S3Call): S3Answer {
  const {region} = bucketOf(call)
  return {body: xmlDocument('LocationConstraint', region === 'us-east-1' ? '' : region)}
}

export function deleteBucket(call: S3Call): S3Answer {
  const bucket = bucketOf(call)
  if (bucket.objects.size > 0) throw refusal('BucketNotEmpty')
  call.store.buckets.delete(bucket.name)
  return {status: 204}
}

export function listObjects(call: S3Call): S3Answer {
  const bucket = bucketOf(call)
  if (call.query.get('list-type') !== '2') throw refusal('NotImplemented', 'Use list-type=2.')
  const prefix = call.query.get('prefix') ?? ''
  const limit = Math.min(Number(call.query.get('max-keys') ?? 1000), 1000)
  const after = fromToken(call.query.get('continuation-token')) ?? call.query.get('start-after') ?? ''
  const groups = groupKeys(bucket, prefix, call.query.get('delimiter'))
  const names = [...groups.keys()].filter(name => name > after).sort()
  const page = names.slice(0, limit)
  return {
    body: xmlDocument('ListBucketResult', {
      Name: bucket.name,
      Prefix: prefix,
      Delimiter: call.query.get('delimiter'),
      MaxKeys: limit,
      KeyCount: page.length,
      IsTruncated: names.length > page.length,
      NextContinuationToken: names.length > page.length ? toToken(page.at(-1) ?? '') : undefined,
      Contents: page.filter(name => groups.get(name) === 'key').map(key => describeObject(bucket, key)),
      CommonPrefixes: page.filter(name => groups.get(name) === 'prefix').map(name => ({Prefix: name})),
    }),
  }
}

async function readLocation(call: S3Call): Promise<string | undefined> {
  return call.headers['content-length'] === undefined
    ? undefined
    : xmlText(await call.receiveText(), 'LocationConstraint')
}

/** Lists keys under the prefix; those with the delimiter after it are grouped into common prefixes. */
function groupKeys(
  bucket: StoredBucket,
  prefix: string,
  delimiter: string | undefined,
): Map<string, 'key' | 'prefix'> {
  const groups = new Map<string, 'key' | 'prefix'>()
  for (const key of bucket.objects.keys()) {
    if (!key.startsWith(prefix)) continue
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
    if (end === -1) groups.set(key, 'key')
    else groups.set(key.slice(0, end + (delimiter ?? '').length), 'prefix')
  }

  return groups
}

function describeObject(bucket: StoredBucket, key: string) {
  const object = bucket.objects.get(key)!
  return {
    Key: key,
    LastModified: object.modified.toISOString(),
    ETag: `"${object.etag}"`,
    Size: object.bytes,
    StorageClass: 'STANDARD',
  }
}

function toToken(key: string): string {
  return Buffer.from(key).toString('base64url')
}

function fromToken(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token, 'base64url').toString()
}
