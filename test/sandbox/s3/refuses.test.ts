import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import {WRITES} from '../../../sandbox/s3/credentials.js'
import type {S3Server} from '../../../sandbox/s3/start-s3.js'
import {httpRequest} from './http-request.js'
import {type OutgoingRequest, tamper} from './tamper.js'
import {BUCKET, clientOf, KEYS, refusalOf, startTestS3} from './test-s3.js'

const HOUR = 3_600_000
const TEMPORARY = {accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'token'}
const ENDED = {accessKeyId: 'ASIAENDED', secretAccessKey: 'ended', sessionToken: 'token'}
const READER = {accessKeyId: 'AKIAREADER', secretAccessKey: 'reader'}

describe("the sandbox's S3: what it refuses", () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3({
      credentials: [
        {...TEMPORARY, expiration: new Date(Date.now() + HOUR)},
        {...ENDED, expiration: new Date(Date.now() - HOUR)},
        {...READER, denied: WRITES},
      ],
    })
    s3.createBucket('eu-dumps', 'eu-west-1')
    await put(clientOf(s3))
  })

  after(() => s3.stop())

  const put = (client: S3Client, input: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({Bucket: BUCKET, Key: 'there', Body: 'here', ...input}))

  const identities: {what: string; config: S3ClientConfig; code: string; status: number}[] = [
    {
      what: 'a wrong secret',
      config: {credentials: {...KEYS, secretAccessKey: 'no'}},
      code: 'SignatureDoesNotMatch',
      status: 403,
    },
    {
      what: 'an unknown key',
      config: {credentials: {...KEYS, accessKeyId: 'AKIANOBODY'}},
      code: 'InvalidAccessKeyId',
      status: 403,
    },
    {
      what: 'a request without a signature',
      config: {signer: {sign: async request => request}},
      code: 'AccessDenied',
      status: 403,
    },
    {
      what: 'a clock twenty minutes slow',
      config: {systemClockOffset: -20 * 60_000},
      code: 'RequestTimeTooSkewed',
      status: 403,
    },
    {
      what: 'a clock twenty minutes fast',
      config: {systemClockOffset: 20 * 60_000},
      code: 'RequestTimeTooSkewed',
      status: 403,
    },
    {
      what: 'a signature for another region',
      config: {region: 'ap-south-1'},
      code: 'AuthorizationHeaderMalformed',
      status: 400,
    },
    {
      what: 'temporary keys without their token',
      config: {credentials: {...TEMPORARY, sessionToken: undefined}},
      code: 'InvalidAccessKeyId',
      status: 403,
    },
    {
      what: 'temporary keys with another token',
      config: {credentials: {...TEMPORARY, sessionToken: 'other'}},
      code: 'InvalidToken',
      status: 400,
    },
    {what: 'temporary keys that have ended', config: {credentials: ENDED}, code: 'ExpiredToken', status: 400},
    {
      what: 'writing with keys that may read',
      config: {credentials: READER},
      code: 'AccessDenied',
      status: 403,
    },
  ]
  for (const {what, config, code, status} of identities) {
    it(`refuses ${what}: ${code}`, async () => {
      expect(await refusalOf(put(clientOf(s3, config)))).to.include({code, status})
    })
  }

  it('accepts temporary keys with their token, and reading with keys that may read', async () => {
    await put(clientOf(s3, {credentials: TEMPORARY}))
    const reader = clientOf(s3, {credentials: READER})
    const {ContentLength} = await reader.send(new GetObjectCommand({Bucket: BUCKET, Key: 'there'}))
    expect(ContentLength).to.equal(4)
  })

  const changes: {what: string; change: (request: OutgoingRequest) => void; code: string}[] = [
    {
      what: 'another key',
      change(request) {
        request.path = `/${BUCKET}/elsewhere`
      },
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'another method',
      change(request) {
        request.method = 'DELETE'
      },
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'another query',
      change(request) {
        request.query.more = '1'
      },
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'another signed header',
      change(request) {
        request.headers['x-amz-meta-app'] = 'other'
      },
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'a header of S3 that is not signed',
      change(request) {
        request.headers['x-amz-storage-class'] = 'GLACIER'
      },
      code: 'AccessDenied',
    },
    {
      what: 'another body of the same length',
      change(request) {
        request.body = 'gone'
      },
      code: 'XAmzContentSHA256Mismatch',
    },
  ]
  for (const {what, change, code} of changes) {
    it(`refuses ${what} after signing: ${code}`, async () => {
      const client = tamper(clientOf(s3), change)
      expect(await refusalOf(put(client, {Metadata: {app: 'sushi'}}))).to.include({code})
    })
  }

  const bodies: {what: string; input: Partial<PutObjectCommandInput>; code: string}[] = [
    {what: 'a wrong CRC32', input: {ChecksumCRC32: 'AAAAAA=='}, code: 'BadDigest'},
    {
      what: 'a wrong SHA-256 checksum',
      input: {ChecksumSHA256: Buffer.alloc(32).toString('base64')},
      code: 'BadDigest',
    },
    {
      what: 'a wrong Content-MD5',
      input: {ContentMD5: Buffer.alloc(16).toString('base64')},
      code: 'BadDigest',
    },
    {what: 'a Content-MD5 that is none', input: {ContentMD5: 'AAAA'}, code: 'InvalidDigest'},
    {what: 'a key of 1,025 bytes', input: {Key: 'k'.repeat(1025)}, code: 'KeyTooLongError'},
    {what: 'a bucket that is not there', input: {Bucket: 'nowhere'}, code: 'NoSuchBucket'},
    {
      what: 'encryption it cannot do',
      input: {ServerSideEncryption: 'aws:kms'},
      code: 'NotImplemented',
    },
  ]
  for (const {what, input, code} of bodies) {
    it(`refuses ${what}: ${code}`, async () => {
      expect(await refusalOf(put(clientOf(s3), input))).to.include({code})
    })
  }

  const calls: {what: string; send: (client: S3Client) => Promise<unknown>; code: string}[] = [
    {
      what: 'to read what is not there',
      send: client => client.send(new GetObjectCommand({Bucket: BUCKET, Key: 'no'})),
      code: 'NoSuchKey',
    },
    {
      what: 'a range past the end',
      send: client => client.send(new GetObjectCommand({Bucket: BUCKET, Key: 'there', Range: 'bytes=4-'})),
      code: 'InvalidRange',
    },
    {
      what: 'a bucket name with an underscore, which its own control paths have',
      send: client => client.send(new CreateBucketCommand({Bucket: '_sandbox'})),
      code: 'InvalidBucketName',
    },
    {
      what: 'a bucket that is there already',
      send: client => client.send(new CreateBucketCommand({Bucket: BUCKET})),
      code: 'BucketAlreadyOwnedByYou',
    },
    {
      what: 'to delete a bucket with objects in it',
      send: client => client.send(new DeleteBucketCommand({Bucket: BUCKET})),
      code: 'BucketNotEmpty',
    },
    {
      what: 'a bucket of another region',
      send: client => client.send(new DeleteObjectCommand({Bucket: 'eu-dumps', Key: 'no'})),
      code: 'PermanentRedirect',
    },
    {
      what: 'what it cannot do, instead of doing something else',
      send: client => client.send(new GetBucketVersioningCommand({Bucket: BUCKET})),
      code: 'NotImplemented',
    },
    {
      what: 'to copy, instead of storing an empty object',
      send: client =>
        client.send(new CopyObjectCommand({Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/there`})),
      code: 'NotImplemented',
    },
  ]
  for (const {what, send, code} of calls) {
    it(`refuses ${what}: ${code}`, async () => {
      expect(await refusalOf(send(clientOf(s3)))).to.include({code})
    })
  }

  it('names the right region with a refusal for the wrong one', async () => {
    const client = clientOf(s3, {region: 'ap-south-1'})
    const {details, headers} = await refusalOf(put(client, {Bucket: 'eu-dumps'}))
    expect(details).to.include({Region: 'eu-west-1'})
    expect(headers).to.include({'x-amz-bucket-region': 'eu-west-1'})
  })

  it('stores nothing of a request that it refused', async () => {
    await refusalOf(put(clientOf(s3), {Key: 'refused', ChecksumCRC32: 'AAAAAA=='}))
    const read = clientOf(s3).send(new GetObjectCommand({Bucket: BUCKET, Key: 'refused'}))
    expect(await refusalOf(read)).to.include({code: 'NoSuchKey'})
  })

  it('answers a path that it cannot decode with an error, and keeps running', async () => {
    expect(await httpRequest(`${s3.endpoint}/${BUCKET}/%E0%A4%A`)).to.include({
      status: 400,
      code: 'InvalidArgument',
    })
  })
})
