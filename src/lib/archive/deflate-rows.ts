import {pipeline} from 'node:stream/promises'
import {createDeflate, type ZlibOptions} from 'node:zlib'
import type {CopyBlock} from '../core/encode/copy-block.js'
import {END_OF_ROWS} from './format.js'

/** How much COPY text may wait for compression: the rows' reader goes on while zlib works in its own thread. */
const READ_AHEAD = 4 << 20

/**
 * Compresses the rows of one table, and the line that ends them, into one zlib stream (RFC 1950).
 * `memLevel` and `chunkSize` are what makes level 1 a quarter faster than zlib's defaults.
 * @yields chunks as zlib makes them, from two bytes to 1 MiB
 */
export async function* deflateRows(
  rows: AsyncIterable<CopyBlock>,
  level: number,
): AsyncGenerator<Buffer, void, undefined> {
  const options: ZlibOptions & {writableHighWaterMark: number} = {
    level,
    memLevel: 9,
    chunkSize: 1 << 20,
    writableHighWaterMark: READ_AHEAD,
  }
  const deflate = createDeflate(options)
  const feeding = pipeline(bytesOf(rows), deflate)
  // The same error ends the loop below, which reports it.
  feeding.catch(() => {})
  for await (const chunk of deflate) yield chunk as Buffer
}

async function* bytesOf(rows: AsyncIterable<CopyBlock>): AsyncGenerator<Buffer> {
  for await (const {bytes} of rows) yield bytes
  yield Buffer.from(END_OF_ROWS)
}
