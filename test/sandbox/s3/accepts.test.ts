import {createHash} from 'node:crypto'
import {Readable} from 'node:stream'

import {
  type ChecksumAlgorithm,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  CreateBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import type {S3Server} from '../../../sandbox/s3/start-s3.js'
import {BUCKET, clientOf, startTestS3} from './test-s3.js'

const BYTES = Buffer.from('abcdefghijklmnopqrstuvwxyz')

describe("the sandbox's S3: what it accepts", () => {
  let s3: S3Server
  let client: S3Client

  before(async () => {
    s3 = await startTestS3()
    client = clientOf(s3)
  })

  after(() => s3.stop())

  const read = async (key: string, range?: string) => {
    const {Body, ...answer} = await client.send(
      new GetObjectCommand({Bucket: BUCKET, Key: key, Range: range, ChecksumMode: 'ENABLED'}),
    )
    return {...answer, content: Buffer.from(await Body!.transformToByteArray()).toString()}
  }

  const bodies: {what: string; input: Partial<PutObjectCommandInput>}[] = [
    {what: 'bytes with the default checksum', input: {Body: BYTES}},
    ...(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] satisfies ChecksumAlgorithm[]).map(algorithm => ({
      what: `bytes with a ${algorithm} header`,
      input: {Body: BYTES, ChecksumAlgorithm: algorithm},
    })),
    {
      what: 'bytes with Content-MD5',
      input: {Body: BYTES, ContentMD5: createHash('md5').update(BYTES).digest('base64')},
    },
  ]
  for (const {what, input} of bodies) {
    it(`stores ${what}`, async () => {
      const put = await client.send(new PutObjectCommand({Bucket: BUCKET, Key: 'alphabet', ...input}))
      expect(put.ETag).to.equal(`"${createHash('md5').update(BYTES).digest('hex')}"`)
      expect((await read('alphabet')).content).to.equal(BYTES.toString())
    })
  }

  it('stores a stream without its aws-chunked framing, with the checksum of its trailer', async () => {
    const Body = Readable.from([BYTES.subarray(0, 10), BYTES.subarray(10)], {objectMode: false})
    await client.send(
      new PutObjectCommand({Bucket: BUCKET, Key: 'stream', Body, ContentLength: BYTES.length}),
    )
    const {content, ChecksumCRC32} = await read('stream')
    expect(content).to.equal(BYTES.toString())
    expect(ChecksumCRC32).to.equal('TCdQvQ==')
  })

  for (const key of ['a b+c/ü%41/日本.dump', "it's(1)*!~", 'a//b/', '..', 'a?b=c&d#e']) {
    it(`keeps an object under the key ${key}`, async () => {
      await client.send(new PutObjectCommand({Bucket: BUCKET, Key: key, Body: key}))
      expect((await read(key)).content).to.equal(key)
    })
  }

  const ranges: {range: string; content: string; contentRange: string}[] = [
    {range: 'bytes=2-4', content: 'cde', contentRange: 'bytes 2-4/26'},
    {range: 'bytes=23-', content: 'xyz', contentRange: 'bytes 23-25/26'},
    {range: 'bytes=-2', content: 'yz', contentRange: 'bytes 24-25/26'},
    {range: 'bytes=24-999', content: 'yz', contentRange: 'bytes 24-25/26'},
    {range: 'bytes=-999', content: BYTES.toString(), contentRange: 'bytes 0-25/26'},
  ]
  for (const {range, content, contentRange} of ranges) {
    it(`answers ${range} with those bytes`, async () => {
      await client.send(new PutObjectCommand({Bucket: BUCKET, Key: 'alphabet', Body: BYTES}))
      const answer = await read('alphabet', range)
      expect(answer).to.include({content, ContentRange: contentRange})
      expect(answer.$metadata.httpStatusCode).to.equal(206)
    })
  }

  it('returns type, metadata and encryption with the object', async () => {
    const put = await client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'described',
        Body: BYTES,
        ContentType: 'text/plain',
        Metadata: {app: 'sushi'},
        ServerSideEncryption: 'AES256',
      }),
    )
    expect(put.ServerSideEncryption).to.equal('AES256')
    const head = await client.send(new HeadObjectCommand({Bucket: BUCKET, Key: 'described'}))
    expect(head).to.include({ContentType: 'text/plain', ContentLength: 26, ServerSideEncryption: 'AES256'})
    expect(head.Metadata).to.deep.equal({app: 'sushi'})
  })

  it('replaces an object, and deletes several at once', async () => {
    for (const Body of ['old', 'new'])
      await client.send(new PutObjectCommand({Bucket: BUCKET, Key: 'twice', Body}))
    expect((await read('twice')).content).to.equal('new')
    const Objects = [{Key: 'twice'}, {Key: 'never there'}]
    const {Deleted} = await client.send(new DeleteObjectsCommand({Bucket: BUCKET, Delete: {Objects}}))
    expect(Deleted).to.deep.equal(Objects)
    const {KeyCount} = await client.send(new ListObjectsV2Command({Bucket: BUCKET, Prefix: 'twice'}))
    expect(KeyCount).to.equal(0)
  })

  it('creates, lists and deletes buckets, each in its region', async () => {
    await client.send(
      new CreateBucketCommand({
        Bucket: 'eu-dumps',
        CreateBucketConfiguration: {LocationConstraint: 'eu-west-1'},
      }),
    )
    const abroad = clientOf(s3, {region: 'eu-west-1'})
    const {LocationConstraint} = await abroad.send(new GetBucketLocationCommand({Bucket: 'eu-dumps'}))
    expect(LocationConstraint).to.equal('eu-west-1')
    await abroad.send(new DeleteBucketCommand({Bucket: 'eu-dumps'}))
    const {Buckets} = await client.send(new ListBucketsCommand({}))
    expect(Buckets?.map(bucket => bucket.Name)).to.deep.equal([BUCKET])
  })

  it('lists keys by prefix and folder, page by page', async () => {
    s3.createBucket('many-keys')
    for (const key of ['a/1', 'a/2', 'b', 'c/3', 'd'])
      await client.send(new PutObjectCommand({Bucket: 'many-keys', Key: key, Body: key}))
    const pages: string[][] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({Bucket: 'many-keys', Delimiter: '/', MaxKeys: 2, ContinuationToken}),
      )
      const folders = page.CommonPrefixes ?? []
      pages.push([...folders.map(({Prefix}) => Prefix!), ...(page.Contents ?? []).map(({Key}) => Key!)])
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(pages).to.deep.equal([
      ['a/', 'b'],
      ['c/', 'd'],
    ])
  })
})
