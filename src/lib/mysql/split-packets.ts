import {Buffer} from 'node:buffer'

/** Takes a packet's payload, in `bytes` from `start` to `end`, and its number. The bytes are valid only during the call. */
export type PacketHandler = (bytes: Buffer, start: number, end: number, sequence: number) => void

/** Three bytes of length and one of sequence come before each payload. */
export const HEADER_BYTES = 4
/** A payload of this length continues in the next packet. */
const MOST_BYTES = 0xff_ff_ff

/**
 * Splits what comes from a MySQL server into packets:
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html
 * A packet that is whole in a chunk is not copied; any other is assembled in a buffer that is used again for the next one.
 * `sizeOf` gives the least length of a packet over 16 MB from its beginning.
 */
export function splitPackets(
  onPacket: PacketHandler,
  sizeOf: (beginning: Buffer) => number,
): (chunk: Buffer) => void {
  const header = Buffer.alloc(HEADER_BYTES)
  let headerBytes = 0
  let payloadBytes = 0
  let missing = 0
  let memory: Buffer = Buffer.alloc(0)
  let length = 0

  const begin = (): void => {
    payloadBytes = header.readUIntLE(0, 3)
    missing = payloadBytes
    const needed = length + missing
    if (needed <= memory.length) return
    const grown = Buffer.allocUnsafe(
      length === 0 ? needed : Math.max(needed, sizeOf(memory.subarray(0, length))),
    )
    memory.copy(grown, 0, 0, length)
    memory = grown
  }

  /** Takes the next bytes of a packet; returns where it stopped and whether the packet is whole. */
  const gather = (chunk: Buffer, from: number): {at: number; isWhole: boolean} => {
    let at = from
    if (headerBytes < HEADER_BYTES) {
      const count = chunk.copy(header, headerBytes, at)
      headerBytes += count
      at += count
      if (headerBytes < HEADER_BYTES) return {at, isWhole: false}
      begin()
    }
    const count = Math.min(missing, chunk.length - at)
    chunk.copy(memory, length, at, at + count)
    length += count
    missing -= count
    at += count
    if (missing > 0) return {at, isWhole: false}
    headerBytes = 0
    return {at, isWhole: payloadBytes < MOST_BYTES}
  }

  let isGathering = false
  return chunk => {
    let at = 0
    while (at < chunk.length) {
      if (!isGathering) at = givePackets(chunk, at, onPacket)
      isGathering = at < chunk.length
      if (!isGathering) return
      const gathered = gather(chunk, at)
      at = gathered.at
      if (!gathered.isWhole) continue
      const end = length
      length = 0
      isGathering = false
      onPacket(memory, 0, end, header[3]!)
    }
  }
}

/** Passes on the packets that are whole in a chunk; returns where the next one begins. */
function givePackets(chunk: Buffer, from: number, onPacket: PacketHandler): number {
  let at = from
  while (chunk.length - at >= HEADER_BYTES) {
    const bytes = chunk[at]! | (chunk[at + 1]! << 8) | (chunk[at + 2]! << 16)
    const end = at + HEADER_BYTES + bytes
    if (end > chunk.length || bytes === MOST_BYTES) break
    onPacket(chunk, at + HEADER_BYTES, end, chunk[at + 3]!)
    at = end
  }

  return at
}
