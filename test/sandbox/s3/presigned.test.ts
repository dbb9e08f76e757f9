import {GetObjectCommand, PutObjectCommand, type S3Client} from '@aws-sdk/client-s3'
import {getSignedUrl} from '@aws-sdk/s3-request-presigner'
import {expect} from 'chai'

import type {S3Server} from '../../../sandbox/s3/start-s3.js'
import {httpRequest} from './http-request.js'
import {BUCKET, clientOf, KEYS, startTestS3} from './test-s3.js'

function presign(client: S3Client, options: {expiresIn?: number; signingDate?: Date} = {}) {
  return getSignedUrl(client, new GetObjectCommand({Bucket: BUCKET, Key: 'one'}), {expiresIn: 60, ...options})
}

describe("the sandbox's S3: presigned URLs", () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3()
    for (const Key of ['one', 'two'])
      await clientOf(s3).send(new PutObjectCommand({Bucket: BUCKET, Key, Body: Key}))
  })

  after(() => s3.stop())

  it('serves the object to anybody', async () => {
    const url = await presign(clientOf(s3))
    expect(await httpRequest(url)).to.include({status: 200, body: 'one'})
    expect(await httpRequest(url, {headers: {range: 'bytes=0-0'}})).to.include({status: 206, body: 'o'})
  })

  const refused: {
    what: string
    url: () => Promise<string>
    method?: string
    headers?: Record<string, string>
    status: number
    code?: string
  }[] = [
    {
      what: 'an hour after it expired',
      url: () => presign(clientOf(s3), {signingDate: new Date(Date.now() - 3_600_000)}),
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'from a clock an hour fast',
      url: () => presign(clientOf(s3), {signingDate: new Date(Date.now() + 3_600_000)}),
      status: 403,
      code: 'RequestTimeTooSkewed',
    },
    {
      what: 'for another key',
      url: async () => (await presign(clientOf(s3))).replace('/one?', '/two?'),
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'with PUT',
      url: () => presign(clientOf(s3)),
      method: 'PUT',
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    // A HEAD has no body, so no code.
    {what: 'with HEAD', url: () => presign(clientOf(s3)), method: 'HEAD', status: 403},
    {
      what: 'with a longer life than it was signed for',
      url: async () => (await presign(clientOf(s3))).replace('X-Amz-Expires=60', 'X-Amz-Expires=600'),
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'with a life of more than a week',
      url: async () => (await presign(clientOf(s3))).replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'),
      status: 400,
      code: 'AuthorizationQueryParametersError',
    },
    {
      what: 'signed with another secret',
      url: () => presign(clientOf(s3, {credentials: {...KEYS, secretAccessKey: 'no'}})),
      status: 403,
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'signed for another region',
      url: () => presign(clientOf(s3, {region: 'ap-south-1'})),
      status: 400,
      code: 'AuthorizationQueryParametersError',
    },
    {
      what: 'without its signature',
      url: async () => (await presign(clientOf(s3))).split('?')[0]!,
      status: 403,
      code: 'AccessDenied',
    },
    {
      what: 'beside an Authorization header',
      url: () => presign(clientOf(s3)),
      headers: {authorization: 'AWS4-HMAC-SHA256 Credential=a/20261122/us-east-1/s3/aws4_request'},
      status: 400,
      code: 'InvalidArgument',
    },
  ]
  for (const {what, url, method, headers, status, code} of refused) {
    it(`refuses a URL ${what}: ${code ?? status}`, async () => {
      const answer = await httpRequest(await url(), {method, headers})
      expect({status: answer.status, code: answer.code}).to.deep.equal({status, code})
    })
  }
})
