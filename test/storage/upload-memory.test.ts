import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'

import {expect} from 'chai'

import {locateBucket} from '../../src/lib/storage/bucket.js'
import {openBucket} from '../../src/lib/storage/open-bucket.js'
import {uploadObject} from '../../src/lib/storage/upload-object.js'
import {httpRequest} from '../sandbox/s3/http-request.js'
import {BUCKET, KEYS, REGION} from '../sandbox/s3/test-s3.js'

const SERVE = fileURLToPath(new URL('../../sandbox/s3/serve.ts', import.meta.url))
const MIB = 1024 ** 2
/** Four parts of 8 MiB on their way, and a piece of the next. */
const MOST_AHEAD = 4 * 8 * MIB + MIB

describe('uploadObject, to a server in another process', () => {
  let server: ChildProcess
  let endpoint: string

  before(async () => {
    const options = JSON.stringify({...KEYS, region: REGION, buckets: [BUCKET]})
    server = fork(SERVE, [options], {execArgv: ['--import=tsx'], silent: true})
    const [line] = (await once(server.stdout!, 'data')) as [Buffer]
    endpoint = line.toString().trim()
  })

  after(async () => {
    server.disconnect()
    await once(server, 'exit')
  })

  it('reads no further ahead of a slow S3 than the parts that are being sent', async () => {
    const fault = JSON.stringify({operation: 'UploadPart', delay: 150})
    await httpRequest(`${endpoint}/__sandbox/faults`, {method: 'POST', body: fault})
    const bucket = await openBucket({...locateBucket(`s3://${BUCKET}`, {}, endpoint), credentials: KEYS})
    let read = 0
    let uploaded = 0
    let ahead = 0
    async function* body() {
      for (; read < 120 * MIB; read += MIB) {
        ahead = Math.max(ahead, read - uploaded)
        yield Buffer.alloc(MIB)
      }
    }

    const onProgress = (bytes: number) => {
      uploaded = bytes
    }

    await uploadObject(bucket, 'big.dump', body(), {estimatedBytes: 120 * MIB, onProgress})
    expect(ahead).to.be.within(8 * MIB, MOST_AHEAD)
    const uploads = await httpRequest(`${endpoint}/__sandbox/uploads`)
    expect(uploads.body).to.equal('[]')
  })
})
