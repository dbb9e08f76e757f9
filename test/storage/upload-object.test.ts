import {createHash} from 'node:crypto'
import {buffer} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'

import {GetObjectCommand, HeadObjectCommand} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import type {Fault} from '../../sandbox/s3/fault.js'
import type {S3Server} from '../../sandbox/s3/start-s3.js'
import type {LateHead} from '../../src/lib/core/late-head.js'
import {MigrationError} from '../../src/lib/core/migration-error.js'
import {uploadObject} from '../../src/lib/storage/upload-object.js'
import {failureOf} from '../failure-of.js'
import {BUCKET, clientOf, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const MIB = 1024 ** 2
const KEY = 'sushi.dump'

/** A stream of `count` different pieces of a mebibyte, which notes how far it was read. */
function mebibytes(count: number, atEnd: () => Promise<void> | void = () => {}) {
  const hash = createHash('md5')
  const stream = {
    read: 0,
    closed: false,
    md5: () => hash.copy().digest('hex'),
    async *[Symbol.asyncIterator]() {
      try {
        for (; stream.read < count; stream.read++) {
          const piece = Buffer.alloc(MIB, `${stream.read} `)
          hash.update(piece)
          yield piece
        }

        await atEnd()
      } finally {
        stream.closed = true
      }
    },
  }
  return stream
}

async function errorOf(uploading: Promise<unknown>): Promise<MigrationError> {
  const error = await failureOf(uploading)
  if (error instanceof MigrationError) return error
  throw error
}

describe('uploadObject', () => {
  let s3: S3Server

  beforeEach(async () => {
    s3 = await startTestS3()
  })

  afterEach(() => s3.stop())

  const upload = async (
    body: AsyncIterable<Buffer>,
    more: {estimatedBytes?: number; head?: LateHead; signal?: AbortSignal} = {},
  ) => uploadObject(await openTestBucket(s3), KEY, body, {estimatedBytes: 0, ...more})

  const md5OfObject = async () => {
    const {Body} = await clientOf(s3).send(new GetObjectCommand({Bucket: BUCKET, Key: KEY}))
    return createHash('md5')
      .update(await Body!.transformToByteArray())
      .digest('hex')
  }

  const isThere = async () =>
    s3.requests.some(({operation, status}) => /^(Complete|PutObj)/.test(operation!) && status === 200)

  for (const count of [0, 1, 8, 9, 40]) {
    it(`uploads ${count} MiB byte for byte, encrypted`, async () => {
      const body = mebibytes(count)
      const progress: number[] = []
      const bucket = await openTestBucket(s3)
      const options = {estimatedBytes: 0, onProgress: (bytes: number) => progress.push(bytes)}
      expect(await uploadObject(bucket, KEY, body, options)).to.deep.equal({bytes: count * MIB})
      expect(await md5OfObject()).to.equal(body.md5())
      expect(progress.at(-1)).to.equal(count * MIB)
      expect(progress).to.deep.equal([...progress].sort((left, right) => left - right))
      const head = await clientOf(s3).send(new HeadObjectCommand({Bucket: BUCKET, Key: KEY}))
      expect(head.ServerSideEncryption).to.equal('AES256')
    })
  }

  for (const {what, count, size} of [
    {what: 'a small object', count: 1, size: 1000},
    {what: 'the first part', count: 30, size: 70_000},
    {what: 'a first part that it fills', count: 30, size: 8 * MIB},
    {what: 'several parts', count: 30, size: 17 * MIB},
    {what: 'every part', count: 20, size: 20 * MIB},
  ]) {
    it(`writes a head that is known at the end over the beginning of ${what}`, async () => {
      const body = mebibytes(count)
      const bytes = () => Buffer.alloc(size, body.closed ? 'head' : 'too early')
      expect(await upload(body, {head: {size, bytes}})).to.deep.equal({bytes: count * MIB})
      const pieces = await buffer(mebibytes(count))
      const expected = Buffer.concat([Buffer.alloc(size, 'head'), pieces.subarray(size)])
      expect(await md5OfObject()).to.equal(createHash('md5').update(expected).digest('hex'))
    })
  }

  const survived: {what: string; faults: Fault[]}[] = [
    {
      what: 'S3 is busy twice for a part',
      faults: [{operation: 'UploadPart', partNumber: 2, code: 'SlowDown', times: 2}],
    },
    {
      what: 'the line is cut at two parts',
      faults: [{operation: 'UploadPart', cut: true, after: 1, times: 2}],
    },
    {
      what: 'opening and completing fail once each',
      faults: [
        {operation: 'CreateMultipartUpload', code: 'InternalError', times: 1},
        {operation: 'CompleteMultipartUpload', code: 'ServiceUnavailable', times: 1},
      ],
    },
    {
      what: 'the answer to a part is lost',
      faults: [{operation: 'UploadPart', partNumber: 2, loseAnswer: true, times: 1}],
    },
    {
      what: 'the answer to its completion is lost, so that the next try finds no upload',
      faults: [{operation: 'CompleteMultipartUpload', loseAnswer: true, times: 1}],
    },
  ]
  for (const {what, faults} of survived) {
    it(`loses nothing when ${what}`, async () => {
      for (const fault of faults) s3.setFault(fault)
      const body = mebibytes(30)
      await upload(body)
      expect(await md5OfObject()).to.equal(body.md5())
      expect(s3.openUploads()).to.deep.equal([])
    })
  }

  const fatal: {what: string; fault: Fault; code: string}[] = [
    {
      what: 'a part fails for good',
      fault: {operation: 'UploadPart', partNumber: 3, code: 'AccessDenied'},
      code: 'bucket-denied',
    },
    {
      what: 'keys end on the way',
      fault: {operation: 'UploadPart', after: 2, code: 'ExpiredToken'},
      code: 'bucket-credentials-expired',
    },
    {
      what: 'it cannot be opened',
      fault: {operation: 'CreateMultipartUpload', code: 'NoSuchBucket'},
      code: 'bucket-not-found',
    },
    {
      what: 'it cannot be completed',
      fault: {operation: 'CompleteMultipartUpload', code: 'InvalidPart'},
      code: 'bucket-failed',
    },
  ]
  for (const {what, fault, code} of fatal) {
    it(`stops reading and leaves no upload open when ${what}`, async () => {
      s3.setFault(fault)
      const body = mebibytes(200)
      const error = await errorOf(
        upload(fault.operation === 'CompleteMultipartUpload' ? mebibytes(20) : body),
      )
      expect(error.code).to.equal(code)
      expect(body.read).to.be.lessThan(80)
      expect(s3.openUploads()).to.deep.equal([])
      expect(await isThere()).to.equal(false)
    })
  }

  it('stops at once when a part fails for good while the stream hangs', async () => {
    s3.setFault({operation: 'UploadPart', delay: 100, code: 'AccessDenied'})
    const started = Date.now()
    const error = await errorOf(upload(mebibytes(12, () => sleep(20_000, undefined, {ref: false}))))
    expect(error.code).to.equal('bucket-denied')
    expect(Date.now() - started).to.be.lessThan(5000)
    expect(s3.openUploads()).to.deep.equal([])
  })

  it("throws the stream's own error as it is and leaves no upload open", async () => {
    const broken = new MigrationError('Table orders cannot be read.', {code: 'source-connection-lost'})
    const body = mebibytes(20, () => {
      throw broken
    })
    expect(await errorOf(upload(body))).to.equal(broken)
    expect(s3.openUploads()).to.deep.equal([])
    expect(await isThere()).to.equal(false)
  })

  const moments: {what: string; body: () => ReturnType<typeof mebibytes>; fault?: Fault; after: number}[] = [
    {
      what: 'while the stream hangs',
      body: () => mebibytes(20, () => sleep(20_000, undefined, {ref: false})),
      after: 300,
    },
    {
      what: 'while parts are on their way',
      body: () => mebibytes(200),
      fault: {operation: 'UploadPart', delay: 2000},
      after: 300,
    },
    {
      what: 'while the upload is being opened',
      body: () => mebibytes(200),
      fault: {operation: 'CreateMultipartUpload', delay: 500},
      after: 200,
    },
    {
      what: 'while it is being completed',
      body: () => mebibytes(20),
      fault: {operation: 'CompleteMultipartUpload', delay: 2000},
      after: 1000,
    },
  ]
  for (const {what, body, fault, after} of moments) {
    it(`leaves no upload open when it is interrupted ${what}`, async () => {
      if (fault) s3.setFault(fault)
      const stop = new AbortController()
      setTimeout(() => stop.abort(), after)
      const started = Date.now()
      const error = await errorOf(upload(body(), {signal: stop.signal}))
      expect(error.code).to.equal('interrupted')
      expect(error.oclif.exit).to.equal(15)
      expect(Date.now() - started).to.be.lessThan(after + 1500)
      expect(s3.openUploads()).to.deep.equal([])
      await sleep((fault?.delay ?? 0) + 100)
      expect(s3.openUploads()).to.deep.equal([])
      expect(await isThere()).to.equal(false)
    })
  }

  it('reads nothing when it is interrupted before it begins', async () => {
    const body = mebibytes(1)
    const error = await errorOf(upload(body, {signal: AbortSignal.abort()}))
    expect(error.code).to.equal('interrupted')
    expect(body.read).to.equal(0)
    expect(s3.requests.filter(({operation}) => operation !== 'HeadBucket')).to.deep.equal([])
  })

  it('says how to delete by hand what it could not', async () => {
    s3.setFault({operation: 'UploadPart', partNumber: 2, code: 'AccessDenied'})
    s3.setFault({operation: 'AbortMultipartUpload', code: 'AccessDenied'})
    const {code, suggestions} = await errorOf(upload(mebibytes(20)))
    const {uploadId} = s3.openUploads()[0]!
    expect(code).to.equal('bucket-denied')
    expect(suggestions.at(-1)).to.include(
      `aws s3api abort-multipart-upload --bucket ${BUCKET} --key '${KEY}' --upload-id '${uploadId}'`,
    )
  })

  it('refuses at once what S3 cannot hold', async () => {
    const body = mebibytes(1)
    const error = await errorOf(upload(body, {estimatedBytes: 6 * MIB ** 2}))
    expect(error.code).to.equal('upload-too-large')
    expect(body.read).to.equal(0)
  })
})
