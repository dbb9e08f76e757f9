import {Buffer} from 'node:buffer'

import type {LateHead} from '../core/late-head.js'
import type {Part} from './cut-parts.js'

/** Where parts go, and how many may be on their way at a time. */
export interface PartSink {
  send: (part: Part) => Promise<void>
  atOnce: number
}

/**
 * Sends parts side by side, and those that hold the head when all others are read, since only then the head is known.
 * Gives the number of bytes. Fails with what ends the stream; `send` is to end it where a part fails for good.
 */
export async function sendParts(
  parts: AsyncIterable<Part>,
  {send, atOnce}: PartSink,
  head?: LateHead,
): Promise<number> {
  const pending = new Set<Promise<void>>()
  const start = async (part: Part): Promise<void> => {
    const sending = send(part).finally(() => pending.delete(sending))
    // Seen at the race or at the end; until then nobody waits for it.
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
