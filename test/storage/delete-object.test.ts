import {PutObjectCommand} from '@aws-sdk/client-s3'
import {expect} from 'chai'

import type {S3Server} from '../../sandbox/s3/start-s3.js'
import {deleteObject} from '../../src/lib/storage/delete-object.js'
import {presignObject} from '../../src/lib/storage/presign-object.js'
import {tryPresigned} from '../../src/lib/storage/try-presigned.js'
import {failureOf} from '../failure-of.js'
import {BUCKET, clientOf, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const KEY = 'sushi.dump'

describe('deleteObject', () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3()
  })

  after(() => s3.stop())

  it('deletes an object, and succeeds if there is none', async () => {
    await clientOf(s3).send(new PutObjectCommand({Bucket: BUCKET, Key: KEY, Body: 'archive'}))
    const bucket = await openTestBucket(s3)
    await deleteObject(bucket, KEY)
    await deleteObject(bucket, KEY)
    const error = await failureOf(tryPresigned(await presignObject(bucket, KEY, 60)))
    expect(error).to.have.property('message').that.includes('NoSuchKey')
  })

  it('says what is wrong when it may not', async () => {
    s3.setFault({operation: 'DeleteObject', code: 'AccessDenied'})
    const error = await failureOf(deleteObject(await openTestBucket(s3), KEY))
    expect(error).to.have.property('code', 'bucket-denied')
  })
})
