import type {CopyBlock} from '../core/encode/copy-block.js'
import {ByteWriter} from './byte-writer.js'
import {deflateRows} from './deflate-rows.js'
import {type ArchiveHead, encodeToc} from './encode-toc.js'
import {BLOCK_DATA} from './format.js'
import {gatherBytes} from './gather-bytes.js'

/** Of chunks in the archive and of the buffers that are handed over: keeps memory flat and writes few. */
const OUTPUT_SIZE = 1 << 16

/**
 * Streams a pg_dump custom archive: header and table of contents, then each table's rows in the entries' order.
 * `rowsOf` is asked for a table's rows when it is that table's turn, and read only as fast as the archive is taken.
 * Memory stays constant, whatever the size. Buffers have at least 64 KiB, the last one excepted.
 * An error in the rows ends the archive with that error; giving up on the archive ends the rows.
 */
export function writeArchive(
  archive: ArchiveHead,
  rowsOf: (target: string) => AsyncIterable<CopyBlock>,
  {level = 1}: {level?: number} = {},
): AsyncGenerator<Buffer> {
  return gatherBytes(archiveBytes(archive, rowsOf, level), OUTPUT_SIZE)
}

async function* archiveBytes(
  archive: ArchiveHead,
  rowsOf: (target: string) => AsyncIterable<CopyBlock>,
  level: number,
): AsyncGenerator<Buffer> {
  yield encodeToc(archive)
  for (const {id, dataOf} of archive.entries) {
    if (dataOf === null) continue
    yield new ByteWriter().byte(BLOCK_DATA).integer(id).toBuffer()
    yield* chunks(gatherBytes(deflateRows(rowsOf(dataOf), level), OUTPUT_SIZE))
  }
}

/**
 * Frames a stream as chunks.
 * @yields a length before each chunk, and a length of 0 at the end
 */
async function* chunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    yield new ByteWriter().integer(chunk.length).toBuffer()
    yield chunk
  }

  yield new ByteWriter().integer(0).toBuffer()
}
