import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import type {S3Server} from '../../../sandbox/s3/start-s3.js'
import {tamper} from './tamper.js'
import {BUCKET, clientOf, refusalOf, startTestS3} from './test-s3.js'

const FULL = Buffer.alloc(5 * 1024 ** 2, 'f')
const LAST = Buffer.from('the last part may be short')

describe("the sandbox's S3: multipart uploads", () => {
  let s3: S3Server
  let client: S3Client
  let target: {Bucket: string; Key: string; UploadId: string}

  beforeEach(async () => {
    s3 = await startTestS3()
    client = clientOf(s3)
    target = await open('CRC32')
  })

  afterEach(() => s3.stop())

  async function open(ChecksumAlgorithm?: 'CRC32') {
    const key = {Bucket: BUCKET, Key: 'app.dump'}
    const {UploadId} = await client.send(new CreateMultipartUploadCommand({...key, ChecksumAlgorithm}))
    return {...key, UploadId: UploadId!}
  }

  async function send(PartNumber: number, Body: Buffer): Promise<CompletedPart> {
    const {ETag, ChecksumCRC32} = await client.send(new UploadPartCommand({...target, PartNumber, Body}))
    return {PartNumber, ETag, ChecksumCRC32}
  }

  const complete = (Parts: CompletedPart[], MpuObjectSize?: number) =>
    client.send(new CompleteMultipartUploadCommand({...target, MpuObjectSize, MultipartUpload: {Parts}}))

  it('joins the parts in order, whichever came first, and reads across their borders', async () => {
    const second = await send(2, LAST)
    const first = await send(1, FULL)
    const {ETag} = await complete([first, second], FULL.length + LAST.length)
    expect(ETag).to.match(/^"[\da-f]{32}-2"$/)
    const Range = `bytes=${FULL.length - 2}-${FULL.length + 2}`
    const {Body, ContentRange} = await client.send(new GetObjectCommand({...target, Range}))
    expect(await Body!.transformToString()).to.equal('ffthe')
    expect(ContentRange).to.equal(`bytes 5242878-5242882/${FULL.length + LAST.length}`)
    expect(s3.openUploads()).to.deep.equal([])
  })

  it('uses the later of two parts with the same number', async () => {
    await send(1, Buffer.from('earlier'))
    await complete([await send(1, LAST)])
    const {Body} = await client.send(new GetObjectCommand(target))
    expect(await Body!.transformToString()).to.equal(LAST.toString())
  })

  it('lists open uploads and their parts until they are aborted', async () => {
    await send(1, FULL)
    await send(3, LAST)
    const {Uploads} = await client.send(new ListMultipartUploadsCommand({Bucket: BUCKET}))
    expect(Uploads?.map(({Key, UploadId}) => ({Key, UploadId}))).to.deep.equal([
      {Key: target.Key, UploadId: target.UploadId},
    ])
    const {Parts} = await client.send(new ListPartsCommand(target))
    expect(Parts?.map(({PartNumber, Size}) => [PartNumber, Size])).to.deep.equal([
      [1, FULL.length],
      [3, LAST.length],
    ])
    await client.send(new AbortMultipartUploadCommand(target))
    expect(s3.openUploads()).to.deep.equal([])
    expect(await refusalOf(send(4, LAST))).to.include({code: 'NoSuchUpload', status: 404})
    expect(await refusalOf(client.send(new AbortMultipartUploadCommand(target)))).to.include({
      code: 'NoSuchUpload',
    })
  })

  type Parts = (first: CompletedPart, second: CompletedPart) => CompletedPart[]
  const completions: {what: string; bodies?: [Buffer, Buffer]; parts: Parts; size?: number; code: string}[] =
    [
      {what: 'parts out of order', parts: (first, second) => [second, first], code: 'InvalidPartOrder'},
      {what: 'a part twice', parts: first => [first, first], code: 'InvalidPartOrder'},
      {
        what: 'a part that was never sent',
        parts: (first, second) => [first, {...second, PartNumber: 3}],
        code: 'InvalidPart',
      },
      {
        what: 'a wrong ETag',
        parts: (first, second) => [{...first, ETag: second.ETag}, second],
        code: 'InvalidPart',
      },
      {
        what: 'a wrong checksum',
        parts: (first, second) => [{...first, ChecksumCRC32: second.ChecksumCRC32}, second],
        code: 'InvalidPart',
      },
      {
        what: 'a checksum that is missing',
        parts: (first, second) => [first, {...second, ChecksumCRC32: undefined}],
        code: 'InvalidRequest',
      },
      {
        what: 'a short part that is not the last',
        bodies: [LAST, FULL],
        parts: (first, second) => [first, second],
        code: 'EntityTooSmall',
      },
      {what: 'no part', parts: () => [], code: 'MalformedXML'},
      {what: 'another size than it says', parts: first => [first], size: 1, code: 'InvalidRequest'},
    ]
  for (const {what, bodies = [FULL, LAST], parts, size, code} of completions) {
    it(`refuses to complete with ${what}: ${code}`, async () => {
      const [first, second] = [await send(1, bodies[0]), await send(2, bodies[1])]
      expect(await refusalOf(complete(parts(first, second), size))).to.include({code})
      expect(s3.openUploads()).to.have.length(1)
    })
  }

  for (const number of [0, 10_001]) {
    it(`refuses the part number ${number}`, async () => {
      expect(await refusalOf(send(number, LAST))).to.include({code: 'InvalidArgument'})
    })
  }

  it('refuses a part that was damaged on its way, and one without the checksum of the upload', async () => {
    tamper(client, request => {
      request.body = Buffer.alloc(LAST.length, 'x')
    })
    expect(await refusalOf(send(1, LAST))).to.include({code: 'XAmzContentSHA256Mismatch'})
    client = clientOf(s3, {requestChecksumCalculation: 'WHEN_REQUIRED'})
    expect(await refusalOf(send(1, LAST))).to.include({code: 'InvalidRequest'})
  })

  it('refuses the ID of an upload for another key', async () => {
    target = {...target, Key: 'other.dump'}
    expect(await refusalOf(send(1, LAST))).to.include({code: 'NoSuchUpload'})
  })
})
