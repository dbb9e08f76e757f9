import {expect} from 'chai'

import {decodeAwsChunked} from '../../../sandbox/s3/decode-aws-chunked.js'

const FRAMED = Buffer.from(
  '5\r\nhello\r\n6;chunk-extension=1\r\n\r\nworl\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n',
)

async function decode(pieces: Buffer[]) {
  const trailers = new Map<string, string>()
  const content: Buffer[] = []
  async function* body() {
    yield* pieces
  }

  for await (const piece of decodeAwsChunked(body(), trailers)) content.push(piece)
  return {content: Buffer.concat(content).toString(), trailers: Object.fromEntries(trailers)}
}

describe("the sandbox's S3: aws-chunked bodies", () => {
  it('removes the framing wherever the stream is cut', async () => {
    for (let cut = 1; cut < FRAMED.length; cut++) {
      const decoded = await decode([FRAMED.subarray(0, cut), FRAMED.subarray(cut)])
      expect(decoded, `cut at ${cut}`).to.deep.equal({
        content: 'hello\r\nworl',
        trailers: {'x-amz-checksum-crc32': 'AAAA'},
      })
    }
  })

  const broken: {what: string; body: string; code: string}[] = [
    {what: 'an end in the middle of a chunk', body: '5\r\nhel', code: 'IncompleteBody'},
    {what: 'a chunk longer than it says', body: '2\r\nhello\r\n0\r\n\r\n', code: 'IncompleteBody'},
    {what: 'no sizes at all', body: 'hello world\r\n', code: 'IncompleteBody'},
    {what: 'a trailer without a name', body: '0\r\nAAAA\r\n\r\n', code: 'MalformedTrailerError'},
  ]
  for (const {what, body, code} of broken) {
    it(`refuses ${what}`, async () => {
      const error: unknown = await decode([Buffer.from(body)]).catch((error: unknown) => error)
      expect(error).to.have.property('code', code)
    })
  }
})
