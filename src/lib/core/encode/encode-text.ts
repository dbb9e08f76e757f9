import {isUtf8, type Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {RefusedValue} from './refused-value.js'
import {controlBits, equalBits, HIGHEST_BITS, wordsOf} from './words-of.js'

const BACKSLASH = 0x5c
const BACKSLASHES = 0x5c_5c_5c_5c

/**
 * What follows the backslash for bytes with a special meaning in COPY text, 0 for bytes that stand for themselves.
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

/** Escapes text for COPY; refuses what is not UTF-8 and NUL bytes. */
export function encodeText(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (!escapeText(bytes, start, end, out)) checkUtf8(bytes, start, end)
}

/**
 * Escapes text for COPY and returns whether it is ASCII; refuses NUL bytes. Nearly all bytes stand for themselves and are copied four
 * at a time; if one of four does not, these are copied one by one.
 */
export function escapeText(bytes: Buffer, start: number, end: number, out: CopyBuffer): boolean {
  out.reserve((end - start) * 2)
  const words = wordsOf(bytes)
  const {bytes: target, words: targetWords} = out
  let at = out.length
  let high = 0
  let index = start
  while (index < end) {
    for (; index + 4 <= end; index += 4, at += 4) {
      const word = words.getInt32(index, true)
      if (((controlBits(word) | equalBits(word, BACKSLASHES)) & HIGHEST_BITS) !== 0) break
      high |= word
      targetWords.setInt32(at, word, true)
    }

    for (const few = Math.min(index + 4, end); index < few; index++) {
      const byte = bytes[index]!
      const escape = COPY_ESCAPES[byte]!
      if (escape !== 0) target[at++] = BACKSLASH
      else if (byte === 0) throw new RefusedValue(HOLDS_NUL)
      target[at++] = escape === 0 ? byte : escape
      high |= byte
    }
  }

  out.length = at
  return (high & HIGHEST_BITS) === 0
}

export function checkUtf8(bytes: Buffer, start: number, end: number): void {
  if (!isUtf8(bytes.subarray(start, end))) throw new RefusedValue(NOT_UTF8)
}
