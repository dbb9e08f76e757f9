import {PutObjectCommand} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import type {S3Server} from '../../sandbox/s3/start-s3.js'
import {presignObject} from '../../src/lib/storage/presign-object.js'
import {tryPresigned} from '../../src/lib/storage/try-presigned.js'
import {failureOf} from '../failure-of.js'
import {httpRequest} from '../sandbox/s3/http-request.js'
import {BUCKET, clientOf, KEYS, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const KEY = 'a b/sushi ü+1.dump'
const TEMPORARY = {accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'token'}

function expiresOf(url: string): number {
  return Number(new URL(url).searchParams.get('X-Amz-Expires'))
}

describe('presignObject', () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3({credentials: [TEMPORARY]})
    await clientOf(s3).send(new PutObjectCommand({Bucket: BUCKET, Key: KEY, Body: 'archive'}))
  })

  after(() => s3.stop())

  it('makes a URL that reads the object, and only that', async () => {
    const url = await presignObject(await openTestBucket(s3), KEY, 60)
    expect(await tryPresigned(url)).to.deep.equal({bytes: 7})
    expect(await httpRequest(url)).to.include({status: 200, body: 'archive'})
    expect(await httpRequest(url, {method: 'PUT'})).to.include({code: 'SignatureDoesNotMatch'})
    expect(await httpRequest(url, {method: 'DELETE'})).to.include({code: 'SignatureDoesNotMatch'})
  })

  it('works with temporary keys, whose token goes into the URL', async () => {
    const url = await presignObject(await openTestBucket(s3, {credentials: TEMPORARY}), KEY, 60)
    expect(await tryPresigned(url)).to.deep.equal({bytes: 7})
  })

  const MINUTE = 60_000
  const lives: {what: string; seconds: number; keysLive?: number; at: [least: number, most: number]}[] = [
    {what: 'as long as is asked for', seconds: 3600, at: [3600, 3600]},
    {what: 'at most seven days', seconds: 30 * 86_400, at: [604_800, 604_800]},
    {what: 'no longer than its keys', seconds: 3600, keysLive: 20 * MINUTE, at: [1100, 1200]},
  ]
  for (const {what, seconds, keysLive, at} of lives) {
    it(`makes a URL that is valid ${what}`, async () => {
      const expiration = new Date(Date.now() + (keysLive ?? 0))
      const credentials = keysLive === undefined ? KEYS : {...TEMPORARY, expiration}
      const url = await presignObject(await openTestBucket(s3, {credentials}), KEY, seconds)
      expect(expiresOf(url)).to.be.within(...at)
    })
  }

  it('refuses to sign with expired keys', async () => {
    const credentials = {...TEMPORARY, expiration: new Date(Date.now() - 1000)}
    const bucket = await openTestBucket(s3, {credentials})
    const error = await failureOf(presignObject(bucket, KEY, 60))
    expect(error).to.have.property('code', 'bucket-credentials-expired')
  })
})
