import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'

import {expect} from 'chai'

import type {S3Server} from '../../sandbox/s3/start-s3.js'
import {BUCKET, KEYS, startTestS3} from '../sandbox/s3/test-s3.js'
import {openTestBucket} from './test-bucket.js'

const SCRIPT = fileURLToPath(new URL('check-from-environment.ts', import.meta.url))
const TOKEN = {accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'token'}
const READER = {accessKeyId: 'AKIAREADER', secretAccessKey: 'reader', denied: ['HeadBucket']}

/** Checks a bucket in a process whose environment holds nothing of the developer's own AWS settings. */
async function checkFrom(env: Record<string, string>, args: string[]) {
  const clean = {PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true'}
  const {stdout, stderr} = await promisify(execFile)(process.execPath, ['--import=tsx', SCRIPT, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {...clean, ...env},
  })
  return {...(JSON.parse(stdout) as {region: string; codes: string[]}), stderr}
}

describe('openBucket', () => {
  let s3: S3Server

  before(async () => {
    s3 = await startTestS3({credentials: [TOKEN, READER]})
    s3.createBucket('eu-dumps', 'eu-west-1')
  })

  after(() => s3.stop())

  const KEYS_IN_ENV = {AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey}
  const TOKEN_IN_ENV = {
    AWS_ACCESS_KEY_ID: TOKEN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: TOKEN.secretAccessKey,
    AWS_SESSION_TOKEN: TOKEN.sessionToken,
  }
  const environments: {what: string; env: Record<string, string>; codes: string[]}[] = [
    {what: 'keys', env: KEYS_IN_ENV, codes: []},
    {what: 'keys and another region', env: {...KEYS_IN_ENV, AWS_REGION: 'ap-south-1'}, codes: []},
    {what: 'a token', env: TOKEN_IN_ENV, codes: []},
    {
      what: 'a token that ends in half an hour',
      env: {...TOKEN_IN_ENV, AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 1_800_000).toISOString()},
      codes: ['bucket-credentials-too-short'],
    },
    {what: 'nothing', env: {}, codes: ['bucket-no-credentials']},
  ]
  for (const {what, env, codes} of environments) {
    it(`reads what it needs from an environment with ${what}, and prints no warning`, async () => {
      const found = await checkFrom(env, [`s3://${BUCKET}`, s3.endpoint, '3600'])
      expect(found).to.deep.equal({region: 'us-east-1', codes, stderr: ''})
    })
  }

  const regions: {what: string; location: Parameters<typeof openTestBucket>[1]; region: string}[] = [
    {what: 'finds the region', location: {bucket: 'eu-dumps'}, region: 'eu-west-1'},
    {
      what: 'finds it with keys that may not look at the bucket',
      location: {bucket: BUCKET, credentials: READER},
      region: 'us-east-1',
    },
    {
      what: 'keeps one that is named',
      location: {bucket: 'eu-dumps', region: 'us-west-2'},
      region: 'us-west-2',
    },
    {what: 'assumes one for a bucket that is missing', location: {bucket: 'nowhere'}, region: 'us-east-1'},
    {
      what: 'assumes one when nobody answers',
      location: {endpoint: 'http://127.0.0.1:1'},
      region: 'us-east-1',
    },
  ]
  for (const {what, location, region} of regions) {
    it(what, async () => {
      const bucket = await openTestBucket(s3, location)
      expect(bucket.location.region).to.equal(region)
      expect(await bucket.client.config.region()).to.equal(region)
    })
  }
})
