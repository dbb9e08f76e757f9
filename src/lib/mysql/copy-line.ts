import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from '../core/encode/copy-buffer.js'
import {copyFields} from '../core/encode/copy-fields.js'
import {RefusedValue} from '../core/encode/refused-value.js'
import type {ValueEncoder} from '../core/encode/value-encoder.js'

/** A value that Postgres would refuse: where its bytes are in the packet, and why. */
export interface Refusal {
  column: number
  reason: string
  first: number
  end: number
}

/** Where a row's bytes are, and how its values are encoded. */
export interface RowSource {
  encoders: readonly ValueEncoder[]
  bytes: Buffer
  start: number
}

/**
 * Appends one row of MySQL's text protocol as a line of COPY text, and returns the values that Postgres would refuse,
 * which are NULL in the line. A row is a sequence of values, each a length and its bytes:
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
 */
export function appendCopyLine(row: RowSource, out: CopyBuffer, longest = LONGEST_LINE): readonly Refusal[] {
  const line = out.length
  const refusals = appendValues(row, out)
  if (out.length - line > longest) return appendWithoutLongest(row, out, {line, longest})
  out.push(NEWLINE)
  return refusals
}

/** All values share one `try`, which is entered again after a refusal: most rows have none. */
function appendValues({encoders, bytes, start}: RowSource, out: CopyBuffer): readonly Refusal[] {
  let refusals = NONE
  let at = start
  let first = start
  let field = out.length
  let column = 0
  while (column < encoders.length) {
    try {
      for (; column < encoders.length; column++) {
        if (column > 0) out.push(TAB)
        if (bytes[at] === NULL_VALUE) {
          out.appendAscii(NULL_TEXT)
          at++
        } else {
          field = out.length
          first = at + lengthBytes(bytes, at)
          at = first + valueLength(bytes, at)
          encoders[column]!(bytes, first, at, out)
        }
      }
    } catch (error) {
      if (!(error instanceof RefusedValue)) throw error
      refusals = [...refusals, {column, reason: error.reason, first, end: at}]
      out.length = field
      out.appendAscii(NULL_TEXT)
      column++
    }
  }

  return refusals
}

/** COPY accepts lines up to 1 GB (`MaxAllocSize` of Postgres), less a little that it needs itself. */
const LONGEST_LINE = (1 << 30) - 1024

function appendWithoutLongest(
  {encoders, ...row}: RowSource,
  out: CopyBuffer,
  {line, longest}: {line: number; longest: number},
): readonly Refusal[] {
  const column = copyFields(out.bytes.subarray(line, out.length)).longest()
  out.length = line
  return appendCopyLine({...row, encoders: encoders.with(column, refuseLong)}, out, longest)
}

function refuseLong(): never {
  throw new RefusedValue('with it the row is longer than the 1 GB that COPY takes')
}

/** Where a row's value is in the packet, null for NULL, and where the next one begins. */
export function valueAt(bytes: Buffer, at: number): {first: number | null; end: number} {
  if (bytes[at] === NULL_VALUE) return {first: null, end: at + 1}
  const first = at + lengthBytes(bytes, at)
  return {first, end: first + valueLength(bytes, at)}
}

/** The least length of a row in bytes, from its beginning. */
export function rowSize(beginning: Buffer): number {
  let at = 0
  while (at + LONGEST_LENGTH <= beginning.length) at = valueAt(beginning, at).end
  return at
}

const NONE: readonly Refusal[] = []
const TAB = 0x09
const NEWLINE = 0x0a
const NULL_TEXT = String.raw`\N`
const NULL_VALUE = 0xfb
/** First bytes that say how many bytes the length takes. */
const LENGTH_OF_2 = 0xfc
const LENGTH_OF_3 = 0xfd

/** In bytes. */
const LONGEST_LENGTH = 9

/** How many bytes the length itself takes. */
function lengthBytes(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  if (first < NULL_VALUE) return 1
  if (first === LENGTH_OF_2) return 3
  return first === LENGTH_OF_3 ? 4 : LONGEST_LENGTH
}

function valueLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  if (first < NULL_VALUE) return first
  if (first === LENGTH_OF_2) return bytes.readUInt16LE(at + 1)
  // Eight bytes follow, but no value is longer than 4 GB.
  return first === LENGTH_OF_3 ? bytes.readUIntLE(at + 1, 3) : bytes.readUIntLE(at + 1, 6)
}
