import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from '../core/encode/copy-buffer.js'
import {RefusedValue} from '../core/encode/refused-value.js'
import type {ValueEncoder} from '../core/encode/value-encoder.js'

/** Called with a column's number when Postgres would refuse its value. */
export type RefusalHandler = (column: number, refusal: RefusedValue) => never

/**
 * Appends one row of MySQL's text protocol as a line of COPY text.
 * A row is its values one after another, each a length and its bytes:
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
 */
export function appendCopyLine(
  encoders: readonly ValueEncoder[],
  bytes: Buffer,
  start: number,
  out: CopyBuffer,
  onRefused: RefusalHandler,
): void {
  let at = start
  let column = 0
  try {
    for (; column < encoders.length; column++) {
      if (column > 0) out.push(TAB)
      if (bytes[at] === NULL_VALUE) {
        out.appendAscii(String.raw`\N`)
        at++
      } else {
        const first = at + lengthBytes(bytes, at)
        at = first + valueLength(bytes, at)
        encoders[column]!(bytes, first, at, out)
      }
    }
  } catch (error) {
    if (error instanceof RefusedValue) onRefused(column, error)
    throw error
  }

  out.push(NEWLINE)
}

/** The text of one value of a row, for messages; null for NULL. */
export function valueText(bytes: Buffer, start: number, column: number): string | null {
  let at = start
  for (let skipped = 0; skipped < column; skipped++) at = valueEnd(bytes, at)
  if (bytes[at] === NULL_VALUE) return null
  return bytes.toString('utf8', at + lengthBytes(bytes, at), valueEnd(bytes, at))
}

const TAB = 0x09
const NEWLINE = 0x0a
const NULL_VALUE = 0xfb
/** First bytes that say how many bytes of length follow. */
const LENGTH_OF_2 = 0xfc
const LENGTH_OF_3 = 0xfd

function valueEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === NULL_VALUE) return at + 1
  return at + lengthBytes(bytes, at) + valueLength(bytes, at)
}

/** How many bytes the length itself takes. */
function lengthBytes(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  if (first < NULL_VALUE) return 1
  if (first === LENGTH_OF_2) return 3
  return first === LENGTH_OF_3 ? 4 : 9
}

function valueLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  if (first < NULL_VALUE) return first
  if (first === LENGTH_OF_2) return bytes.readUInt16LE(at + 1)
  // Eight bytes are announced, but no value is longer than 4 GB.
  return first === LENGTH_OF_3 ? bytes.readUIntLE(at + 1, 3) : bytes.readUIntLE(at + 1, 6)
}
