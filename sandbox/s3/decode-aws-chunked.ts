import {refusal} from './s3-error.js'

/**
 * Removes the framing of an `aws-chunked` body: chunks of `SIZE IN HEX CRLF bytes CRLF`, one of size 0, then the trailers,
 * which are put into `trailers` (Amazon S3 user guide, "Signature calculations: including trailing headers").
 * @yields {Buffer} the content, in pieces of any size
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const input = byteReader(body)
  for (;;) {
    const size = readSize(await input.line())
    if (size === 0) break
    yield* input.bytes(size)
    if ((await input.line()) !== '') throw refusal('IncompleteBody', 'A chunk is longer than its size says.')
  }

  for (let line = await input.line(); line !== ''; line = await input.line()) readTrailer(line, trailers)
}

function readSize(line: string): number {
  const [digits = ''] = line.split(';')
  if (!/^[\da-f]+$/i.test(digits)) throw refusal('IncompleteBody', 'A chunk does not start with its size.')
  return Number.parseInt(digits, 16)
}

function readTrailer(line: string, trailers: Map<string, string>): void {
  const colon = line.indexOf(':')
  if (colon < 1) throw refusal('MalformedTrailerError')
  trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
}

/** Reads lines and counted bytes from a stream, however it is split into pieces. */
function byteReader(body: AsyncIterable<Buffer>) {
  const source = body[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  const more = async () => {
    const {done, value} = await source.next()
    if (done) throw refusal('IncompleteBody')
    held = held.length === 0 ? value : Buffer.concat([held, value])
  }

  const line = async () => {
    let end = held.indexOf('\r\n')
    while (end === -1) {
      await more()
      end = held.indexOf('\r\n')
    }

    const text = held.toString('latin1', 0, end)
    held = held.subarray(end + 2)
    return text
  }

  const bytes = async function* (count: number) {
    let left = count
    while (left > 0) {
      if (held.length === 0) await more()
      const piece = held.subarray(0, left)
      held = held.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  return {line, bytes}
}
