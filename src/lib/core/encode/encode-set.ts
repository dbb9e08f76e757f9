import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {checkUtf8, COPY_ESCAPES} from './encode-text.js'
import {RefusedValue} from './refused-value.js'

const BACKSLASH = 0x5c
const COMMA = 0x2c
const QUOTE = 0x22

/**
 * Writes comma-separated labels (no label of a set holds a comma) as an array literal, every label in quotes:
 * `a,b "c"` -> `{"a","b \\"c\\""}`. A backslash is escaped once for the array and again for COPY.
 */
export function encodeSet(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkUtf8(bytes, start, end)
  if (start === end) return out.appendAscii('{}')
  out.appendAscii('{"')
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!
    if (byte === COMMA) out.appendAscii('","')
    else appendLabelByte(byte, out)
  }

  out.appendAscii('"}')
}

function appendLabelByte(byte: number, out: CopyBuffer): void {
  if (byte === 0) throw new RefusedValue('a label of its set holds a NUL byte')
  if (byte === QUOTE || byte === BACKSLASH) out.appendAscii('\\\\')
  const escape = COPY_ESCAPES[byte]!
  if (escape !== 0) out.push(BACKSLASH)
  out.push(escape === 0 ? byte : escape)
}
