import {expect} from 'chai'

import {checkSignature} from '../../../sandbox/s3/check-signature.js'
import {type SignedRequest} from '../../../sandbox/s3/signed-request.js'

// Amazon's own worked examples (Amazon S3 API reference, "Signature calculations", header and query), so that the server
// is not judged by the same library that signs for it.
const EXAMPLE_KEYS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const NOON = new Date('2013-05-24T00:00:10Z')

const inHeader: SignedRequest = {
  method: 'GET',
  path: '/test.txt',
  query: [],
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': EMPTY_SHA256,
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
}

const inQuery: SignedRequest = {
  method: 'GET',
  path: '/test.txt',
  query: [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
    ['X-Amz-Date', '20130524T000000Z'],
    ['X-Amz-Expires', '86400'],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Signature', 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'],
  ],
  headers: {host: 'examplebucket.s3.amazonaws.com'},
}

describe("the sandbox's S3: Amazon's signature examples", () => {
  it('accepts the signature in the Authorization header', () => {
    expect(checkSignature(inHeader, [EXAMPLE_KEYS], NOON).region).to.equal('us-east-1')
  })

  it('accepts the presigned URL', () => {
    expect(checkSignature(inQuery, [EXAMPLE_KEYS], NOON).presigned).to.equal(true)
  })

  const changes: {what: string; change: Partial<SignedRequest>}[] = [
    {what: 'another method', change: {method: 'PUT'}},
    {what: 'another key', change: {path: '/test.txt2'}},
    {what: 'another query', change: {query: [...inQuery.query, ['versionId', '1']]}},
    {what: 'another host', change: {headers: {host: 'otherbucket.s3.amazonaws.com'}}},
  ]
  for (const {what, change} of changes) {
    it(`refuses the presigned URL with ${what}`, () => {
      expect(() => checkSignature({...inQuery, ...change}, [EXAMPLE_KEYS], NOON))
        .to.throw()
        .with.property('code', 'SignatureDoesNotMatch')
    })
  }

  it('refuses the presigned URL a second after it expired', () => {
    expect(() => checkSignature(inQuery, [EXAMPLE_KEYS], new Date('2013-05-25T00:00:01Z'))).to.throw(
      'Request has expired',
    )
  })
})
