import {once} from 'node:events'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {expect} from 'chai'
import {downloadArchive} from '../../../sandbox/heroku/download-archive.js'

const BYTES = Buffer.from('0123456789abcdefghijklmnopqrstuvwxyz')

describe('downloading an archive as Heroku does', () => {
  let server: http.Server
  let ranges: (string | undefined)[]
  let refusedFrom: number

  beforeEach(async () => {
    ranges = []
    refusedFrom = Infinity
    server = http.createServer((request, response) => {
      ranges.push(request.headers.range)
      if (ranges.length > refusedFrom) response.writeHead(403).end()
      else sendRange(request.headers.range, response)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })

  afterEach(() => server.close())

  const download = async (rangeBytes?: number) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.dump`
    const {contentLength, chunks} = await downloadArchive(url, new AbortController().signal, rangeBytes)
    const parts: Buffer[] = []
    for await (const chunk of chunks) parts.push(chunk)
    return {contentLength, text: Buffer.concat(parts).toString()}
  }

  it('downloads a small file with one GET', async () => {
    expect(await download()).to.deep.equal({contentLength: BYTES.length, text: BYTES.toString()})
    expect(ranges).to.deep.equal([undefined])
  })

  for (const [rangeBytes, expected] of [
    [36, [undefined]],
    [18, [undefined, 'bytes=18-35']],
    [16, [undefined, 'bytes=16-31', 'bytes=32-35']],
  ] as const) {
    it(`downloads everything after the first ${rangeBytes} bytes in ranges`, async () => {
      expect((await download(rangeBytes)).text).to.equal(BYTES.toString())
      expect(ranges).to.deep.equal(expected)
    })
  }

  it('fails when the URL expires before the last range', async () => {
    refusedFrom = 2
    const failure = await download(16).catch((error: Error) => error)
    expect(failure).to.be.an('error').with.property('message', 'could not download: HTTP status 403')
  })
})

function sendRange(range: string | undefined, response: http.ServerResponse): void {
  const [start = 0, end = BYTES.length - 1] = range?.match(/\d+/g)?.map(Number) ?? []
  const part = BYTES.subarray(start, end + 1)
  response.writeHead(range ? 206 : 200, {'content-length': part.length}).end(part)
}
