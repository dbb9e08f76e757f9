import {Buffer} from 'node:buffer'

import {jsonbBytes} from './jsonb-bytes.js'
import {numericBytes} from './numeric-bytes.js'

/** How Postgres stores the values of a type: `typlen` and `typalign` of pg_type, and the length of values that vary. */
export interface StoredType {
  /** Bytes of every value; undefined if they vary. */
  fixed?: number
  /** A value starts at a multiple of this many bytes in its row. */
  align: number
  /** Bytes of a value that varies, without its length header. `text` is the value as Postgres shows it. */
  bytesOf(text: string): number
  /** The bytes of a value that are compressed if it is too long for its row. */
  content(text: string): Buffer
}

/** How a column's type, as written in CREATE TABLE, is stored. */
export function storedType(type: string): StoredType {
  if (type.endsWith('[]')) return varying(type === 'real[]' ? realArrayBytes : textArrayBytes)
  const name = type.replace(/\(.*\)/, '')
  const known = Object.hasOwn(FIXED, name) ? FIXED[name] : undefined
  if (known) return fixed(...known)
  if (name.startsWith('public.') && name !== 'public.citext') return ENUM
  return (Object.hasOwn(VARYING, name) ? VARYING[name] : undefined) ?? TEXT
}

/** Whether values can be so long that Postgres creates a TOAST table for them. */
export function canBeLong(type: string): boolean {
  if (storedType(type).fixed !== undefined || type === 'inet') return false
  const length = /^(?:char|varchar|bit)\((\d+)\)$/.exec(type)?.[1]
  const isNumber = /^numeric\(/.test(type)
  return !isNumber && (length === undefined || Number(length) * 4 > 2000)
}

function fixed(bytes: number, align: number): StoredType {
  return {fixed: bytes, align, bytesOf: () => bytes, content: text => Buffer.from(text)}
}

function varying(bytesOf: StoredType['bytesOf'], content?: StoredType['content']): StoredType {
  return {align: 4, bytesOf, content: content ?? (text => Buffer.from(text))}
}

const ENUM = fixed(4, 4)
const TEXT = varying(text => Buffer.byteLength(text))

/** Bytes and alignment. */
const FIXED: Record<string, [number, number]> = {
  boolean: [1, 1],
  smallint: [2, 2],
  integer: [4, 4],
  bigint: [8, 8],
  real: [4, 4],
  'double precision': [8, 8],
  date: [4, 4],
  time: [8, 8],
  timestamp: [8, 8],
  timestamptz: [8, 8],
  interval: [16, 8],
  uuid: [16, 1],
  point: [16, 8],
}

const VARYING: Record<string, StoredType> = {
  bytea: varying(
    hex => (hex.length - 2) / 2,
    hex => Buffer.from(hex.slice(2), 'hex'),
  ),
  numeric: varying(numericBytes),
  jsonb: varying(jsonbBytes),
  inet: varying(text => (text.includes(':') ? 18 : 6)),
  bit: varying(digits => 4 + Math.ceil(digits.length / 8)),
}

/** `ArrayType` of Postgres' `array.h`, without its length header: 12 bytes for an empty array, 20 for others. */
function realArrayBytes(text: string): number {
  return text === '{}' ? 12 : 20 + 4 * text.split(',').length
}

/** Each element has a length header of 4 bytes and ends on a multiple of 4. A comma in a label counts as the end of an element. */
function textArrayBytes(text: string): number {
  if (text === '{}') return 12
  const elements = text.slice(1, -1).split(',')
  return elements.reduce((sum, element) => sum + 4 + aligned(Buffer.byteLength(element), 4), 20)
}

/** The next multiple of `to`. */
export function aligned(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to
}
