import {mkdtemp, readdir, rm} from 'node:fs/promises'
import {request} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import {GetObjectCommand, PutObjectCommand} from '@aws-sdk/client-s3'
import {getSignedUrl} from '@aws-sdk/s3-request-presigner'
import {expect} from 'chai'

import type {Fault} from '../../../sandbox/s3/fault.js'
import {S3Error} from '../../../sandbox/s3/s3-error.js'
import type {S3Server} from '../../../sandbox/s3/start-s3.js'
import {httpRequest} from './http-request.js'
import {BUCKET, clientOf, refusalOf, startTestS3} from './test-s3.js'

describe("the sandbox's S3: faults on demand", () => {
  let s3: S3Server

  afterEach(() => s3.stop())

  const put = (Key: string) => clientOf(s3).send(new PutObjectCommand({Bucket: BUCKET, Key, Body: 'x'}))

  /** What becomes of three uploads in a row. */
  async function threePuts(): Promise<string[]> {
    const outcomes: string[] = []
    for (const key of ['one', 'two', 'three']) {
      outcomes.push(
        await put(key).then(
          () => 'stored',
          (error: Error & {code?: string}) => error.code ?? error.name,
        ),
      )
    }

    return outcomes
  }

  const cases: {what: string; fault: Fault; outcomes: string[]}[] = [
    {what: 'always', fault: {code: 'SlowDown'}, outcomes: ['SlowDown', 'SlowDown', 'SlowDown']},
    {what: 'twice', fault: {code: 'SlowDown', times: 2}, outcomes: ['SlowDown', 'SlowDown', 'stored']},
    {
      what: 'after the first request',
      fault: {code: 'InternalError', after: 1},
      outcomes: ['stored', 'InternalError', 'InternalError'],
    },
    {
      what: 'for one key',
      fault: {operation: 'PutObject', key: 'two', code: 'AccessDenied'},
      outcomes: ['stored', 'AccessDenied', 'stored'],
    },
    {
      what: 'for another operation',
      fault: {operation: 'GetObject', code: 'SlowDown'},
      outcomes: ['stored', 'stored', 'stored'],
    },
    {what: 'by cutting the line', fault: {cut: true, times: 1}, outcomes: ['ECONNRESET', 'stored', 'stored']},
  ]
  for (const {what, fault, outcomes} of cases) {
    it(`fails ${what}`, async () => {
      s3 = await startTestS3()
      s3.setFault(fault)
      expect(await threePuts()).to.deep.equal(outcomes)
    })
  }

  it('can be made by a function that refuses requests', async () => {
    s3 = await startTestS3({
      onRequest({key}) {
        if (key === 'two') throw new S3Error('Teapot', {status: 418})
      },
    })
    expect(await threePuts()).to.deep.equal(['stored', 'Teapot', 'stored'])
  })

  it('can be set from another process, which can also see the requests', async () => {
    s3 = await startTestS3()
    const faults = `${s3.endpoint}/__sandbox/faults`
    const body = JSON.stringify({operation: 'PutObject', code: 'SlowDown'})
    expect(await httpRequest(faults, {method: 'POST', body})).to.include({status: 201})
    expect(await refusalOf(put('one'))).to.include({code: 'SlowDown', status: 503})
    expect(await httpRequest(faults, {method: 'DELETE'})).to.include({body: '[]'})
    await put('one')
    const requests = await httpRequest(`${s3.endpoint}/__sandbox/requests`)
    const expected = {method: 'PUT', operation: 'PutObject', bucket: BUCKET, key: 'one'}
    expect(JSON.parse(requests.body)).to.deep.equal([
      {...expected, status: 503, code: 'SlowDown'},
      {...expected, status: 200},
    ])
    expect(await httpRequest(faults, {method: 'POST', body: '{'})).to.include({status: 400})
  })

  it('leave no file of an upload that breaks off in the middle', async () => {
    const dir = await mkdtemp(join(tmpdir(), 's3-fault-test-'))
    s3 = await startTestS3({dir})
    const url = await getSignedUrl(clientOf(s3), new PutObjectCommand({Bucket: BUCKET, Key: 'half'}))
    const upload = request(url, {method: 'PUT', headers: {'content-length': 10}})
    upload.on('error', () => {})
    upload.write('half')
    while ((await readdir(dir)).length === 0) await sleep(5)
    upload.destroy()
    while (s3.requests.length === 0) await sleep(5)
    expect(s3.requests).to.have.nested.property('[0].status', 0)
    expect(await readdir(dir)).to.deep.equal([])
    await rm(dir, {recursive: true})
  })

  it('leave stored objects readable', async () => {
    s3 = await startTestS3()
    await put('one')
    s3.setFault({operation: 'GetObject', times: 1, code: 'InternalError'})
    const read = () => clientOf(s3).send(new GetObjectCommand({Bucket: BUCKET, Key: 'one'}))
    expect(await refusalOf(read())).to.include({code: 'InternalError', status: 500})
    expect((await read()).ContentLength).to.equal(1)
  })
})
