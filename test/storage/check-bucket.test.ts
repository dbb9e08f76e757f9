import {expect} from 'chai'

import {WRITES} from '../../sandbox/s3/credentials.js'
import type {Fault} from '../../sandbox/s3/fault.js'
import type {S3Server} from '../../sandbox/s3/start-s3.js'
import type {BucketLocation} from '../../src/lib/storage/bucket.js'
import {checkBucket} from '../../src/lib/storage/check-bucket.js'
import {BUCKET, KEYS, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const READER = {accessKeyId: 'AKIAREADER', secretAccessKey: 'reader'}
const KEEPER = {accessKeyId: 'AKIAKEEPER', secretAccessKey: 'keeper'}
const CUBE = {accessKeyId: 'AKIACUBE', secretAccessKey: 'cube'}
/** Longer than all tests may take. */
const DAY = {
  accessKeyId: 'ASIADAY',
  secretAccessKey: 'day',
  sessionToken: 'token',
  expiration: new Date(Date.now() + 86_400_000),
}
const ENDED = {...DAY, accessKeyId: 'ASIAENDED', expiration: new Date(Date.now() - 60_000)}

describe('checkBucket', () => {
  let s3: S3Server

  before(async () => {
    const credentials = [
      {...READER, denied: WRITES},
      {...KEEPER, denied: ['DeleteObject']},
      {...CUBE, denied: ['HeadBucket', 'ListObjectsV2']},
      DAY,
      ENDED,
    ]
    s3 = await startTestS3({credentials})
    s3.createBucket('eu-dumps', 'eu-west-1')
  })

  afterEach(() => s3.clearFaults())

  after(() => s3.stop())

  const good: {what: string; location: Partial<BucketLocation>; restoreSeconds?: number}[] = [
    {what: 'keys that may do everything', location: {}},
    {what: 'a bucket of another region than Amazon assumes', location: {bucket: 'eu-dumps'}},
    {what: 'a region that is named rightly', location: {bucket: 'eu-dumps', region: 'eu-west-1'}},
    {what: 'keys for objects only, as Cloudcube gives', location: {credentials: CUBE, prefix: 'k3x9'}},
    {what: 'temporary keys that last', location: {credentials: DAY}, restoreSeconds: 3600},
  ]
  for (const {what, location, restoreSeconds = 60} of good) {
    it(`finds nothing wrong with ${what}, and leaves nothing behind`, async () => {
      const bucket = await openTestBucket(s3, location)
      expect(await checkBucket(bucket, restoreSeconds)).to.deep.equal([])
      const [put, deleted] = s3.requests.slice(-2)
      expect(put).to.include({operation: 'PutObject', status: 200})
      expect(deleted).to.include({operation: 'DeleteObject', status: 204, key: put?.key})
      expect(put?.key).to.match(location.prefix === undefined ? /^pg-migrate/ : /^k3x9\/pg-migrate/)
    })
  }

  const bad: {
    what: string
    location: Partial<BucketLocation>
    restoreSeconds?: number
    faults?: Fault[]
    codes: string[]
    says?: string
  }[] = [
    {
      what: 'a bucket that is missing',
      location: {bucket: 'nowhere'},
      codes: ['bucket-not-found'],
      says: 'aws s3 mb s3://nowhere',
    },
    {
      what: 'a wrong region',
      location: {bucket: 'eu-dumps', region: 'us-west-2'},
      codes: ['bucket-wrong-region'],
      says: 'region=eu-west-1',
    },
    {
      what: "Amazon's usual region where the bucket is elsewhere",
      location: {bucket: 'eu-dumps', region: 'us-east-1'},
      codes: ['bucket-wrong-region'],
      says: 'region=eu-west-1',
    },
    {
      what: 'a wrong secret',
      location: {credentials: {...KEYS, secretAccessKey: 'no'}},
      codes: ['bucket-wrong-secret'],
    },
    {
      what: 'an unknown key',
      location: {credentials: {...KEYS, accessKeyId: 'AKIANOBODY'}},
      codes: ['bucket-unknown-key'],
    },
    {what: 'keys that may only read', location: {credentials: READER}, codes: ['bucket-denied']},
    {what: 'keys that may not delete', location: {credentials: KEEPER}, codes: ['bucket-cannot-delete']},
    {
      what: 'temporary keys that end before the restore would',
      location: {credentials: DAY},
      restoreSeconds: 90_000,
      codes: ['bucket-credentials-too-short'],
    },
    {
      what: 'temporary keys that have ended',
      location: {credentials: ENDED},
      codes: ['bucket-credentials-expired', 'bucket-credentials-too-short'],
    },
    {
      what: 'a server that is not there',
      location: {endpoint: 'http://127.0.0.1:1'},
      codes: ['bucket-unreachable'],
    },
    {
      what: 'a server that never has time',
      location: {},
      faults: [{operation: 'PutObject', code: 'SlowDown'}],
      codes: ['bucket-busy'],
    },
  ]
  for (const {what, location, restoreSeconds = 60, faults = [], codes, says = ''} of bad) {
    it(`reports ${what}`, async () => {
      for (const fault of faults) s3.setFault(fault)
      const problems = await checkBucket(await openTestBucket(s3, location), restoreSeconds)
      expect(problems.map(({code}) => code)).to.deep.equal(codes)
      expect(problems[0]?.remedy).to.include(says)
      expect(JSON.stringify(problems)).to.not.match(/AKIA|ASIA|Signature/)
    })
  }

  it('tries again if the server is busy for a moment', async () => {
    s3.setFault({operation: 'PutObject', code: 'SlowDown', times: 2})
    expect(await checkBucket(await openTestBucket(s3), 60)).to.deep.equal([])
  })

  it('works in the bucket it was given', async () => {
    await checkBucket(await openTestBucket(s3), 60)
    expect(s3.requests.at(-1)).to.include({bucket: BUCKET})
  })
})
