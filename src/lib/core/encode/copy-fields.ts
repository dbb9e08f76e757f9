import {Buffer} from 'node:buffer'

import {COPY_ESCAPES} from './encode-text.js'

/** The fields of one COPY line, read back. */
export interface CopyFields {
  /** A field as Postgres reads it; null for NULL. */
  text(column: number): string | null
  /** The column with the longest field. */
  longest(): number
  /** The line with another field in place of this column's. */
  with(column: number, field: Buffer): Buffer
}

/** Finds the fields of a line (without its newline): a tab inside a value is escaped, so every tab ends a field. */
export function copyFields(line: Buffer): CopyFields {
  const ends: number[] = []
  for (let tab = line.indexOf(TAB); tab !== -1; tab = line.indexOf(TAB, tab + 1)) ends.push(tab)
  ends.push(line.length)
  const startOf = (column: number): number => (column === 0 ? 0 : ends[column - 1]! + 1)
  return {
    with: (column, field) =>
      Buffer.concat([line.subarray(0, startOf(column)), field, line.subarray(ends[column])]),
    text: column => unescape(line.toString('utf8', startOf(column), ends[column])),
    longest() {
      const lengths = ends.map((end, column) => end - startOf(column))
      return lengths.indexOf(Math.max(...lengths))
    },
  }
}

const TAB = 0x09

/** `n` -> newline: the reverse of COPY_ESCAPES. */
const UNESCAPED = new Map(
  [...COPY_ESCAPES].flatMap((escape, byte) =>
    escape === 0 ? [] : [[String.fromCodePoint(escape), String.fromCodePoint(byte)] as const],
  ),
)

function unescape(field: string): string | null {
  if (field === String.raw`\N`) return null
  return field.replaceAll(/\\(.)/g, (_, escape: string) => UNESCAPED.get(escape) ?? escape)
}
