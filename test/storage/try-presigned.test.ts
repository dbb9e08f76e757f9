import {GetObjectCommand} from '@aws-sdk/client-s3'
import {getSignedUrl} from '@aws-sdk/s3-request-presigner'
import {expect} from 'chai'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

import type {S3Server} from '../../sandbox/s3/start-s3.js'
import {presignObject} from '../../src/lib/storage/presign-object.js'
import {tryPresigned} from '../../src/lib/storage/try-presigned.js'
import {failureOf} from '../failure-of.js'
import {BUCKET, KEYS, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const KEY = 'sushi.dump'

describe('tryPresigned', () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3()
  })

  after(() => s3.stop())

  const refused: {what: string; url: () => Promise<string>; code: string}[] = [
    {
      what: 'a URL that has expired',
      async url() {
        const {client} = await openTestBucket(s3)
        const hourAgo = new Date(Date.now() - 3_600_000)
        const get = new GetObjectCommand({Bucket: BUCKET, Key: KEY})
        return getSignedUrl(client, get, {expiresIn: 60, signingDate: hourAgo})
      },
      code: 'presigned-url-expired',
    },
    {
      what: 'a URL that was signed with a wrong secret',
      async url() {
        const bucket = await openTestBucket(s3, {credentials: {...KEYS, secretAccessKey: 'no'}})
        return presignObject(bucket, KEY, 60)
      },
      code: 'presigned-url-refused',
    },
    {
      what: 'an object that is not there',
      url: async () => presignObject(await openTestBucket(s3), 'nothing', 60),
      code: 'presigned-url-refused',
    },
    {
      what: 'a server that is not there',
      url: async () => 'http://127.0.0.1:1/b/k',
      code: 'presigned-url-refused',
    },
  ]
  for (const {what, url, code} of refused) {
    it(`refuses ${what}, without repeating the URL`, async () => {
      const error = await failureOf(tryPresigned(await url()))
      expect(error).to.have.property('code', code)
      expect((error as Error).message).to.not.match(/X-Amz|AKIA|http:/)
    })
  }

  it('stops reading if the server sends the whole object', async () => {
    let sent = 0
    const server = createServer((_, response) => {
      const endless = setInterval(() => {
        sent += 1 << 16
        response.write(Buffer.alloc(1 << 16))
      }, 1)
      response.on('close', () => clearInterval(endless))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const {port} = server.address() as AddressInfo
    const error = await failureOf(tryPresigned(`http://127.0.0.1:${port}/sushi.dump`))
    expect(error).to.have.property('message').that.includes('S3 answered status 200')
    expect(sent).to.be.below(16 << 20)
    server.close()
  })
})
