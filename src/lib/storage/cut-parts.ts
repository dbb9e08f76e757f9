import {Buffer} from 'node:buffer'

import {MOST_PARTS, tooLarge} from './part-size.js'

/** A piece of an object, as S3 takes it. */
export interface Part {
  /** From 1. */
  number: number
  bytes: Buffer
  isLast: boolean
}

/**
 * Cuts a stream into parts of `size` bytes; only the last one is smaller, and an empty stream is one empty part.
 * Throws MigrationError `upload-too-large` if it would need more parts than S3 allows.
 * @yields parts in order
 */
export async function* cutParts(body: AsyncIterable<Buffer>, size: number): AsyncGenerator<Part> {
  let waiting: Buffer[] = []
  let length = 0
  let number = 1
  for await (const piece of body) {
    waiting.push(piece)
    length += piece.length
    // A part that is exactly full may be the last one, so it waits until more has come.
    while (length > size) {
      if (number === MOST_PARTS)
        throw tooLarge(`${size * MOST_PARTS} bytes, for which its upload was planned`)
      const all = Buffer.concat(waiting, length)
      yield {number: number++, bytes: all.subarray(0, size), isLast: false}
      waiting = [all.subarray(size)]
      length -= size
    }
  }

  yield {number, bytes: Buffer.concat(waiting, length), isLast: true}
}
