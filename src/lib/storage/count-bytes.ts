import type {Buffer} from 'node:buffer'

import {tooLarge} from './part-size.js'

/** A stream that passes through, counted. */
export interface CountedStream {
  pieces: AsyncGenerator<Buffer>
  bytes(): number
}

/** Counts a stream's bytes and ends it with an error past `limit`; `onFailure` is told of what the stream itself throws. */
export function countBytes(
  body: AsyncIterable<Buffer>,
  limit: number,
  onFailure: (error: unknown) => void,
): CountedStream {
  let bytes = 0
  async function* count(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of body) {
        bytes += piece.length
        if (bytes > limit) throw tooLarge(`${limit} bytes, for which its upload was planned`)
        yield piece
      }
    } catch (error) {
      onFailure(error)
      throw error
    }
  }

  return {pieces: count(), bytes: () => bytes}
}
