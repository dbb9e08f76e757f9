import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import type {LateHead} from '../core/late-head.js'
import {ByteWriter} from './byte-writer.js'
import type {SegmentPiece} from './deflate-segment.js'
import {type ArchiveHead, encodeToc} from './encode-toc.js'
import {BLOCK_DATA} from './format.js'
import {gatherBytes} from './gather-bytes.js'
import {joinSegments} from './join-segments.js'

/** The size in bytes of chunks in the archive and of the buffers that are handed over: little memory, and few writes. */
const OUTPUT_SIZE = 1 << 16

/** An archive that is made while its bytes are read. */
export interface ArchiveBytes {
  /** Buffers of at least 64 KiB, with a small one between two of them where the format needs a few bytes. */
  bytes: AsyncGenerator<Buffer>
  /** The table of contents again, with the place of each table's rows: without it `pg_restore --jobs` searches for them. */
  head: LateHead
}

/**
 * Streams a pg_dump custom archive: header and table of contents, then each table's rows in the entries' order.
 * `segmentsOf` gives a table's compressed rows; it is called when it is that table's turn, and read only as fast as the
 * archive is. Memory stays constant, whatever the size.
 * An error in the rows ends the archive with that error; abandoning the archive ends the rows.
 */
export function writeArchive(
  archive: ArchiveHead,
  segmentsOf: (target: string) => AsyncIterable<SegmentPiece>,
): ArchiveBytes {
  const offsets = new Map<number, number>()
  const toc = encodeToc(archive)
  return {
    bytes: gatherBytes(archiveBytes(toc, archive.entries, {segmentsOf, offsets}), OUTPUT_SIZE),
    head: {size: toc.length, bytes: () => encodeToc(archive, offsets)},
  }
}

async function* archiveBytes(
  toc: Buffer,
  entries: readonly ArchiveEntry[],
  {
    segmentsOf,
    offsets,
  }: {segmentsOf: (target: string) => AsyncIterable<SegmentPiece>; offsets: Map<number, number>},
): AsyncGenerator<Buffer> {
  yield toc
  let position = toc.length
  for (const {id, dataOf} of entries) {
    if (dataOf === null) continue
    offsets.set(id, position)
    for await (const bytes of dataBlock(id, segmentsOf(dataOf))) {
      position += bytes.length
      yield bytes
    }
  }
}

/**
 * Frames one table's rows as an archive holds them.
 * @yields the entry's number, then chunks: a length before each, and a length of 0 at the end
 */
async function* dataBlock(id: number, segments: AsyncIterable<SegmentPiece>): AsyncGenerator<Buffer> {
  yield new ByteWriter().byte(BLOCK_DATA).integer(id).toBuffer()
  for await (const chunk of gatherBytes(joinSegments(segments), OUTPUT_SIZE)) {
    yield new ByteWriter().integer(chunk.length).toBuffer()
    yield chunk
  }

  yield new ByteWriter().integer(0).toBuffer()
}
