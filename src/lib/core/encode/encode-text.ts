import {isUtf8, type Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {RefusedValue} from './refused-value.js'

const BACKSLASH = 0x5c

/**
 * What follows the backslash for bytes that mean something in COPY text, 0 for bytes that stand for themselves.
 * Bytes of multi-byte UTF-8 characters are all above 0x7f.
 */
export const COPY_ESCAPES = new Uint8Array(256)
COPY_ESCAPES[0x08] = 0x62 // \b
COPY_ESCAPES[0x09] = 0x74 // \t
COPY_ESCAPES[0x0a] = 0x6e // \n
COPY_ESCAPES[0x0b] = 0x76 // \v
COPY_ESCAPES[0x0c] = 0x66 // \f
COPY_ESCAPES[0x0d] = 0x72 // \r
COPY_ESCAPES[BACKSLASH] = BACKSLASH

const NOT_UTF8 = 'it is not valid UTF-8'
const HOLDS_NUL = 'it holds a NUL byte, which text in Postgres cannot'

/** 1 for bytes that do not stand for themselves: those that are escaped, and NUL. */
const IS_SPECIAL = COPY_ESCAPES.map(escape => (escape === 0 ? 0 : 1))
IS_SPECIAL[0] = 1

/**
 * Escapes text for COPY; refuses what is not UTF-8 and NUL bytes. Nearly all bytes go through the first branch, so that it
 * asks one table only.
 */
export function encodeText(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  out.reserve((end - start) * 2)
  const target = out.bytes
  let at = out.length
  let high = 0
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!
    if (IS_SPECIAL[byte] === 0) {
      high |= byte
      target[at++] = byte
    } else {
      if (byte === 0) throw new RefusedValue(HOLDS_NUL)
      target[at++] = BACKSLASH
      target[at++] = COPY_ESCAPES[byte]!
    }
  }

  if (high > 0x7f) checkUtf8(bytes, start, end)
  out.length = at
}

export function checkUtf8(bytes: Buffer, start: number, end: number): void {
  if (!isUtf8(bytes.subarray(start, end))) throw new RefusedValue(NOT_UTF8)
}
