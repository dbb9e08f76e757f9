/** The largest prime below 2^16; both halves of the sum are taken modulo it: RFC 1950, section 8.2. */
const BASE = 65_521

/** The checksum of an empty text. */
export const ADLER32_OF_NOTHING = 1

/** The checksum of two texts joined together, from the checksum of each. `length` is the second text's in bytes. */
export function combineAdler32(first: number, second: number, length: number): number {
  const [low1, high1] = [first & 0xff_ff, first >>> 16]
  const [low2, high2] = [second & 0xff_ff, second >>> 16]
  // The high half is the sum of all intermediate low halves, and each one in the second text is `low1 - 1` higher.
  const low = (low1 + low2 + BASE - 1) % BASE
  const high = (high1 + high2 + (length % BASE) * (low1 + BASE - 1)) % BASE
  return high * 0x1_00_00 + low
}
