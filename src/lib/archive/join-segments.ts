import {deflateSync} from 'node:zlib'
import {ADLER32_OF_NOTHING, combineAdler32} from './adler32.js'
import type {SegmentPiece} from './deflate-segment.js'
import {END_OF_ROWS} from './format.js'

/** CMF: deflate with a window of 32 KB; FLG: the fastest level, no dictionary, and the check bits. RFC 1950, section 2.2. */
const ZLIB_HEADER = Buffer.of(0x78, 0x01)
/** The line that ends the rows, as a segment that ends the stream: a zlib stream without its header and checksum. */
const LAST_STREAM = deflateSync(END_OF_ROWS)
const LAST_SEGMENT = LAST_STREAM.subarray(2, -4)
const LAST_ADLER32 = LAST_STREAM.readUInt32BE(LAST_STREAM.length - 4)

/**
 * Joins the segments of one table, and the line that ends its rows, into one zlib stream (RFC 1950).
 * @yields the pieces' bytes as they come
 */
export async function* joinSegments(
  pieces: AsyncIterable<SegmentPiece>,
): AsyncGenerator<Buffer, void, undefined> {
  yield ZLIB_HEADER
  let adler32 = ADLER32_OF_NOTHING
  for await (const {bytes, text} of pieces) {
    if (text) adler32 = combineAdler32(adler32, text.adler32, text.length)
    yield bytes
  }

  yield LAST_SEGMENT
  const trailer = Buffer.alloc(4)
  trailer.writeUInt32BE(combineAdler32(adler32, LAST_ADLER32, Buffer.byteLength(END_OF_ROWS)))
  yield trailer
}
