import {MigrationError} from '../core/migration-error.js'

/** Keys for S3; only temporary ones have `sessionToken` and `expiration`. */
export interface BucketCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/** Where objects go, as the user names it; nothing of it has been checked with S3. */
export interface BucketLocation {
  bucket: string
  /** The beginning of every key, without a slash at either end; empty for the whole bucket. */
  prefix: string
  /** A server other than Amazon's: `http://127.0.0.1:9000`. Its addresses are path-style. */
  endpoint?: string
  /** S3 is asked for it when absent. */
  region?: string
  /** The default chain of the AWS SDK (environment, profile, role) when absent. */
  credentials?: BucketCredentials
}

const CHOICES = [
  'Name a bucket of your own: --bucket s3://BUCKET/PREFIX (with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set)',
  "Or take the app's own bucket: --bucket bucketeer or --bucket cloudcube",
]

/** Amazon S3 user guide, "General purpose bucket naming rules". */
const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z\d][a-z\d.-]{1,61}[a-z\d]$/

/**
 * Reads what `--bucket` names: `s3://BUCKET/PREFIX` (`?region=eu-west-1` gives its region), or `bucketeer` or `cloudcube`,
 * whose config vars the app has. `s3Endpoint` is a server other than Amazon's.
 * Throws MigrationError `bad-bucket`, which lists what can be named.
 */
export function locateBucket(
  option: string,
  configVars: Record<string, string>,
  s3Endpoint?: string,
): BucketLocation {
  const location = locate(option, configVars)
  if (!BUCKET_NAME.test(location.bucket))
    throw badBucket(`${location.bucket} cannot be the name of a bucket.`)
  if (isPublic(location, option)) {
    throw badBucket(`Anybody can read what lies under public/ in ${option}: a dump must not go there.`)
  }

  return s3Endpoint === undefined ? location : {...location, endpoint: checkEndpoint(s3Endpoint)}
}

/** The key of an object under the location's prefix. */
export function objectKey({prefix}: BucketLocation, name: string): string {
  return prefix === '' ? name : `${prefix}/${name}`
}

function locate(option: string, configVars: Record<string, string>): BucketLocation {
  if (option.startsWith('s3://')) return fromUrl(option)
  if (option === 'bucketeer') return fromBucketeer(configVars)
  if (option === 'cloudcube') return fromCloudcube(configVars)
  throw badBucket(option === '' ? 'No bucket is named.' : `${option} is not a bucket.`)
}

function fromUrl(option: string): BucketLocation {
  const url = parseUrl(option)
  if (url === undefined || url.host === '') throw badBucket(`${option} names no bucket.`)
  if (url.username !== '' || url.password !== '') {
    throw badBucket('Keys do not belong into the s3:// URL: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
  }

  const others = [...url.searchParams.keys()].filter(name => name !== 'region')
  if (url.hash !== '') throw badBucket(`${option} holds a #, which must be written %23.`)
  if (others.length > 0) throw badBucket(`${option} has an option that is not known: ${others.join(', ')}.`)
  const region = url.searchParams.get('region')
  return {bucket: url.host, prefix: trimSlashes(decode(url.pathname)), ...(region && {region})}
}

function fromBucketeer(configVars: Record<string, string>): BucketLocation {
  const [bucket, region, accessKeyId, secretAccessKey] = readAll('bucketeer', configVars, [
    'BUCKETEER_BUCKET_NAME',
    'BUCKETEER_AWS_REGION',
    'BUCKETEER_AWS_ACCESS_KEY_ID',
    'BUCKETEER_AWS_SECRET_ACCESS_KEY',
  ])
  return {bucket, prefix: '', region, credentials: {accessKeyId, secretAccessKey}}
}

/** `CLOUDCUBE_URL` is `https://BUCKET.s3.amazonaws.com/CUBE`; only keys under the cube may be used. */
function fromCloudcube(configVars: Record<string, string>): BucketLocation {
  const [address, accessKeyId, secretAccessKey] = readAll('cloudcube', configVars, [
    'CLOUDCUBE_URL',
    'CLOUDCUBE_ACCESS_KEY_ID',
    'CLOUDCUBE_SECRET_ACCESS_KEY',
  ])
  const url = parseUrl(address)
  const prefix = trimSlashes(url?.pathname ?? '')
  const bucket = url?.hostname.split('.')[0]
  if (!bucket || prefix === '')
    throw badBucket('CLOUDCUBE_URL is not of the form https://BUCKET.s3.amazonaws.com/CUBE.')
  return {bucket, prefix, credentials: {accessKeyId, secretAccessKey}}
}

function readAll<Names extends string[]>(
  addOn: string,
  configVars: Record<string, string>,
  names: [...Names],
): {[Index in keyof Names]: string} {
  const missing = names.filter(name => !configVars[name])
  if (missing.length > 0) throw badBucket(`The app has no ${addOn} bucket: ${missing.join(', ')} not set.`)
  return names.map(name => configVars[name]) as {[Index in keyof Names]: string}
}

/** Bucketeer and Cloudcube let everybody read the folder public/. */
function isPublic({prefix}: BucketLocation, option: string): boolean {
  return !option.startsWith('s3://') && prefix.split('/').includes('public')
}

function checkEndpoint(text: string): string {
  const url = parseUrl(text)
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '') return text
  throw badBucket(`The S3 endpoint must be an http:// or https:// URL: ${text}`)
}

function trimSlashes(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw badBucket(`${path} has a % that is not written %25.`)
  }
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function badBucket(what: string): MigrationError {
  return new MigrationError(what, {code: 'bad-bucket', suggestions: CHOICES})
}
