import {inflateSync} from 'node:zlib'

/**
 * A second writer of the archive format, for expectations: a list of bytes, built field by field as
 * PostgreSQL's `pg_backup_archiver.c` describes it. It shares nothing with the first.
 */
export type Bytes = number[]

export const byte = (value: number): Bytes => [value]
export const int = (value: number): Bytes => [
  value < 0 ? 1 : 0,
  Math.abs(value) % 256,
  Math.floor(Math.abs(value) / 256) % 256,
  Math.floor(Math.abs(value) / 65_536) % 256,
  Math.floor(Math.abs(value) / 16_777_216),
]
export const text = (value: string): Bytes => [...new TextEncoder().encode(value)]
export const string = (value: string): Bytes => [...int(text(value).length), ...text(value)]
export const NULL: Bytes = int(-1)

/** What stands in an archive's data blocks. */
export interface Block {
  id: number
  /** How many chunks the compressed stream was cut into. */
  chunks: number
  /** COPY text. */
  rows: string
}

/** Reads the data blocks that follow a table of contents. */
export function readBlocks(archive: Buffer, start: number): Block[] {
  const blocks: Block[] = []
  let at = start
  const readInt = (): number => {
    at += 5
    return archive.readUInt32LE(at - 4)
  }

  while (at < archive.length) {
    if (archive[at++] !== 1) throw new Error(`No data block at ${at - 1}.`)
    const id = readInt()
    const chunks: Buffer[] = []
    for (let length = readInt(); length > 0; length = readInt()) {
      chunks.push(archive.subarray(at, at + length))
      at += length
    }

    blocks.push({id, chunks: chunks.length, rows: inflateSync(Buffer.concat(chunks)).toString()})
  }

  return blocks
}
