import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {copyBytea, encodeEwkb, encodePoint, encodeVector} from './encode-binary.js'
import {dateEncoder, encodeTime, zeroMoment, zoneSuffix} from './encode-date.js'
import {encodeJson, encodeJsonb} from './encode-json.js'
import {encodeText} from './encode-text.js'
import {textEncoder} from './text-encoder.js'
import {encodeSet} from './encode-set.js'
import type {Encoding} from './encoding.js'
import {RefusedValue} from './refused-value.js'

/**
 * Appends one value, the bytes from `start` to `end`, as COPY text; never called for NULL.
 * It works on bytes, without making a string of a value. Throws `RefusedValue`.
 */
export type ValueEncoder = (bytes: Buffer, start: number, end: number, out: CopyBuffer) => void

/** The encoder of a column. COPY text: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
export function valueEncoder(encoding: Encoding): ValueEncoder {
  switch (encoding.kind) {
    case 'ascii':
      return encodeAscii
    case 'text':
      return textEncoder(encoding)
    case 'bytea':
      return copyBytea
    case 'boolean':
      return encodeBoolean
    case 'bit-boolean':
      return encodeBitBoolean
    case 'bit':
      return bitEncoder(encoding.width)
    case 'date':
      return dateEncoder(encoding)
    case 'timestamptz':
      return dateEncoder({...encoding, zero: zeroMoment(encoding.zero)}, zoneSuffix(encoding.zone))
    case 'enum':
      return encoding.empty === 'refuse' ? encodeLabel : encodeEnum
    case 'set':
      return encodeSet
    case 'json':
      return encodeJson
    case 'jsonb':
      return encodeJsonb
    case 'bigint':
      return encodeBigint
    case 'time':
      return encodeTime
    case 'vector':
      return encodeVector
    case 'point':
      return encodePoint
    case 'ewkb':
      return encodeEwkb
  }
}

const ZERO = 0x30
const ONE = 0x31

function encodeAscii(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  out.append(bytes, start, end)
}

/** A number of 19 digits or more may exceed the largest bigint; with ZEROFILL, every number is longer. */
function encodeBigint(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (end - start > 18 && BigInt(bytes.toString('latin1', start, end)) > LARGEST_BIGINT)
    throw new RefusedValue('it is larger than the largest bigint')
  out.append(bytes, start, end)
}

const LARGEST_BIGINT = 2n ** 63n - 1n

function encodeBoolean(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  const digit = bytes[start]
  if (end - start !== 1 || (digit !== ZERO && digit !== ONE))
    throw new RefusedValue('it is neither 0 nor 1, which a boolean column holds')
  out.push(digit)
}

function encodeBitBoolean(bytes: Buffer, _start: number, end: number, out: CopyBuffer): void {
  out.push((bytes[end - 1] ?? 0) === 0 ? ZERO : ONE)
}

/** Makes an encoder for the lowest `width` bits, highest first. */
function bitEncoder(width: number): ValueEncoder {
  return (bytes, _start, end, out) => {
    for (let bit = width - 1; bit >= 0; bit--) {
      const byte = bytes[end - 1 - (bit >> 3)]!
      out.push(ZERO + ((byte >> (bit & 7)) & 1))
    }
  }
}

function encodeLabel(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (start === end)
    throw new RefusedValue('it is none of the labels, and there was no such value when the plan was made')
  encodeText(bytes, start, end, out)
}

/** The empty string stands for a value that was not a label when it was written. */
function encodeEnum(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (start === end) out.appendAscii(String.raw`\N`)
  else encodeText(bytes, start, end, out)
}
