import {constants, inflateRawSync} from 'node:zlib'

/** Decompresses the whole lines at the beginning of a segment of which only the first bytes are available. */
export function inflateBeginning(bytes: Buffer): Buffer {
  const text = inflateRawSync(bytes, {finishFlush: constants.Z_SYNC_FLUSH})
  return text.subarray(0, text.lastIndexOf(NEWLINE) + 1)
}

const NEWLINE = 0x0a
