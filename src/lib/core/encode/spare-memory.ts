import {Buffer} from 'node:buffer'

/** Smaller buffers are not kept: they cost little to allocate again. */
const LEAST_BYTES = 1 << 20
/** How many bytes are kept, besides the largest buffer: more rows like the one that needed it may follow. */
const KEPT_BYTES = 8 << 20

/** The largest first. */
let spare: Buffer[] = []

/** Returns memory of at least `size` bytes, with arbitrary contents. */
export function takeMemory(size: number): Buffer {
  // Ordinary blocks do not get the memory that a huge row needed.
  const at = spare.findLastIndex(({length}) => (size > LEAST_BYTES ? length >= size : length === size))
  return at === -1 ? Buffer.allocUnsafe(size) : spare.splice(at, 1)[0]!
}

/**
 * Gives memory back that is no longer used: it may be overwritten from now on. New memory costs page faults and garbage
 * collections, and the collector is slow to notice that hundreds of megabytes are free.
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
