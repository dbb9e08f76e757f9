import {Buffer} from 'node:buffer'

import type {TableCopy} from '../table-copy.js'
import type {CopyBlock} from './copy-block.js'
import {copyFields} from './copy-fields.js'
import type {RefusedPlace} from './refused-values.js'

/** A value that Postgres refused although it was expected to be valid. */
export interface RefusedField {
  /** Line of the COPY, from 1. */
  line: number
  /** Postgres column. */
  column: string
  /** Why, as a fragment. */
  reason: string
}

/** Makes the given fields of a block NULL and passes each to `keep`; `before` is the number of lines before the block. */
export function nullFields(
  {bytes, rows}: CopyBlock,
  fields: readonly RefusedField[],
  {copy, before, keep}: {copy: TableCopy; before: number; keep: (place: RefusedPlace) => void},
): Buffer {
  const inside = fields.filter(({line}) => line > before && line <= before + rows)
  if (inside.length === 0) return bytes
  const lines = linesOf(bytes)
  for (const {line: row, column: name, reason} of inside) {
    const column = copy.columns.findIndex(({target}) => target === name)
    const index = row - before - 1
    const {value, line} = nullField(lines[index]!, column)
    lines[index] = line
    keep({copy, column, reason, value, line, row})
  }

  return Buffer.concat(lines.flatMap(line => [line, NEWLINE]))
}

/** Splits a block into lines: a newline inside a value is escaped. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }

  return lines
}

/** Makes a field NULL; `value` is the text that Postgres had received. */
function nullField(line: Buffer, column: number): {value: Buffer; line: Buffer} {
  const fields = copyFields(line)
  const value = Buffer.from(fields.text(column) ?? '')
  return {value, line: fields.with(column, NULL_TEXT)}
}

const NEWLINE = Buffer.from('\n')
const NULL_TEXT = Buffer.from(String.raw`\N`)
