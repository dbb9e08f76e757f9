import {Buffer} from 'node:buffer'

/** Smaller memory costs little to make anew. */
const LEAST_BYTES = 1 << 20
/** How much is kept, besides the largest: rows like the one that needed it follow. */
const KEPT_BYTES = 8 << 20

/** The largest first. */
let spare: Buffer[] = []

/** Memory of at least so many bytes, with anything in it. */
export function takeMemory(size: number): Buffer {
  // What a huge row needed is not for ordinary blocks.
  const at = spare.findLastIndex(({length}) => (size > LEAST_BYTES ? length >= size : length === size))
  return at === -1 ? Buffer.allocUnsafe(size) : spare.splice(at, 1)[0]!
}

/**
 * For those who are done with memory: it is written over from now on. New memory costs page faults, and garbage collections
 * to be rid of it, and the collector is slow to see hundreds of megabytes go.
 */
export function giveBack({buffer}: Buffer): void {
  if (buffer.byteLength < LEAST_BYTES) return
  const [largest, ...others] = [...spare, Buffer.from(buffer)].toSorted(
    (one, other) => other.length - one.length,
  )
  let kept = 0
  const fitting = others.filter(({length}) => {
    kept += length
    return kept <= KEPT_BYTES
  })
  spare = [largest!, ...fitting]
}
