import {Buffer} from 'node:buffer'

import {quoteIdentifier, quoteLiteral, quoteQualified} from '../quote.js'
import type {TableCopy} from '../table-copy.js'
import {CopyBuffer} from './copy-buffer.js'
import {copyFields} from './copy-fields.js'

/** Values of one table that went over as NULL. Plain data, so that a worker thread can send it. */
export interface RefusedValues {
  /** One JSON object a line; the README documents its fields. */
  lines: Buffer
  /** The number of values, by MySQL column. */
  counts: Map<string, number>
}

/** A value that Postgres would refuse, and where it is. */
export interface RefusedPlace {
  copy: TableCopy
  /** Position of the column in `copy.columns`. */
  column: number
  /** Why, as a fragment: `it is not valid UTF-8`. */
  reason: string
  /** The bytes that MySQL sent. */
  value: Buffer
  /** The row's COPY line without its newline, the value NULL in it. */
  line: Buffer
  /** The row's number, from 1 in the order of reading. */
  row: number
}

/** Collects refused values as lines of the file that keeps them. */
export class RefusedGatherer {
  private readonly out = new CopyBuffer(1 << 12)
  private counts = new Map<string, number>()

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.out.length
  }

  add(place: RefusedPlace): void {
    const name = place.copy.columns[place.column]!.source
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    appendRecord(place, this.out)
  }

  /** Returns what was added since the last call; undefined if there was nothing. */
  take(): RefusedValues | undefined {
    if (this.out.length === 0) return undefined
    const taken = {lines: this.out.take(), counts: this.counts}
    this.counts = new Map()
    return taken
  }
}

/** The values of the row's key in Postgres' spelling, by MySQL column; empty if the table has no key. */
export function keyValues({copy, line}: Pick<RefusedPlace, 'copy' | 'line'>): Map<string, string | null> {
  const fields = copyFields(line)
  const position = (name: string): number => copy.columns.findIndex(({source}) => source === name)
  return new Map(copy.key.map(name => [name, fields.text(position(name))]))
}

/** Longer values are kept as base64, in pieces: one JavaScript string cannot hold the longest. */
const LONGEST_TEXT = 1 << 20
/** Divisible by 3, so that the base64 of the pieces can be joined. */
const PIECE = 3 << 16

function appendRecord(place: RefusedPlace, out: CopyBuffer): void {
  const {value} = place
  const text = value.length <= LONGEST_TEXT ? exactText(value) : null
  const record = JSON.stringify({...describe(place), ...(text === null ? {} : {value: text})})
  if (text !== null) return appendLine(record, out)
  appendText(`${record.slice(0, -1)},"base64":"`, out)
  for (let start = 0; start < value.length; start += PIECE)
    appendText(value.toString('base64', start, Math.min(start + PIECE, value.length)), out)
  appendLine('"}', out)
}

function describe(place: RefusedPlace): object {
  const {copy, column, reason, row, line} = place
  const what = {table: copy.source, column: copy.columns[column]!.source, reason}
  if (copy.key.length === 0) return {...what, row, line: line.toString('utf8', 0, LONGEST_TEXT)}
  const key = keyValues(place)
  return {...what, key: Object.fromEntries(key), update: updateStatement(place, key)}
}

/** For psql, which inserts its variable `value` as a quoted literal. */
function updateStatement({copy, column}: RefusedPlace, key: ReadonlyMap<string, string | null>): string {
  const target = (name: string): string =>
    quoteIdentifier(copy.columns.find(({source}) => source === name)!.target)
  const row = [...key].map(([name, value]) =>
    value === null ? `${target(name)} IS NULL` : `${target(name)} = ${quoteLiteral(value)}`,
  )
  const set = `${quoteIdentifier(copy.columns[column]!.target)} = :'value'`
  return `UPDATE ${quoteQualified(copy.target)} SET ${set} WHERE ${row.join(' AND ')};`
}

/** The bytes as text; null if they are not valid text, which decoding would change. */
function exactText(bytes: Buffer): string | null {
  const text = bytes.toString()
  return Buffer.from(text).equals(bytes) ? text : null
}

function appendLine(text: string, out: CopyBuffer): void {
  appendText(`${text}\n`, out)
}

function appendText(text: string, out: CopyBuffer): void {
  const bytes = Buffer.from(text)
  out.append(bytes, 0, bytes.length)
}
