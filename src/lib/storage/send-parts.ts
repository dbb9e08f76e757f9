import {Buffer} from 'node:buffer'

import type {LateHead} from '../core/late-head.js'
import type {Part} from './cut-parts.js'

/** Where parts go, and how many may be sent at the same time. */
export interface PartSink {
  send: (part: Part) => Promise<void>
  atOnce: number
}

/**
 * Sends parts in parallel, and the parts with the head last, since the head is known only when all others have been read.
 * Returns the number of bytes. Fails with the error that ends the stream; `send` must end the stream when a part fails for good.
 */
export async function sendParts(
  parts: AsyncIterable<Part>,
  {send, atOnce}: PartSink,
  head?: LateHead,
): Promise<number> {
  const pending = new Set<Promise<void>>()
  const start = async (part: Part): Promise<void> => {
    const sending = send(part).finally(() => pending.delete(sending))
    // The error is handled at the race or at the end; until then nobody waits for it.
    sending.catch(() => {})
    pending.add(sending)
    if (pending.size >= atOnce) await Promise.race(pending)
  }

  const held: Part[] = []
  let bytes = 0
  for await (const part of parts) {
    if (head && bytes < head.size) held.push(part)
    else await start(part)
    bytes += part.bytes.length
  }
  for (const part of head ? withHead(held, head.bytes()) : []) await start(part)
  await Promise.all(pending)
  return bytes
}

/** The first parts of a stream, with its first bytes replaced. */
function withHead(parts: readonly Part[], head: Buffer): Part[] {
  let written = 0
  return parts.map(part => {
    const bytes = Buffer.from(part.bytes)
    written += head.copy(bytes, 0, written)
    return {...part, bytes}
  })
}
