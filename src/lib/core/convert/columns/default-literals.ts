import {Buffer, isUtf8} from 'node:buffer'

import type {ConvertedColumn} from './convert-columns.js'
import {zoneSuffix} from '../../encode/encode-date.js'
import {identityEnd, isIdentityType} from './identity-values.js'
import type {MysqlColumn} from '../../mysql-schema.js'
import {quoteLiteral} from '../../quote.js'

/** A MySQL literal default as a Postgres literal of the column's type; null when it is not a value of that type. */
export function literalSql(column: ConvertedColumn, value: string): string | null {
  const {source, type} = column
  if (type.type === 'bytea') return byteaLiteral(source.dataType, value, source.length)
  if (type.type === 'boolean') return BOOLEANS[bits(value) ?? value] ?? null
  if (type.type.startsWith('bit(')) return bitLiteral(type.type, value)
  if (isIdentityType(type.type)) return integerLiteral(value, identityEnd(type.type))
  if (isNumber(type.type)) return numberLiteral(value)
  if (type.type === 'uuid') return uuidDefault(column, value)
  if (isBinary(source)) return textOfBytes(column, value)
  if (value.includes('\0') || !isOfType(type.type, value)) return null
  if (type.encoding.kind === 'set') return setLiteral(value)
  if (type.encoding.kind === 'timestamptz') return quoteLiteral(value + zoneSuffix(type.encoding.zone))
  return ['point', 'real[]'].includes(type.type) ? null : quoteLiteral(value)
}

/** `b'101'`, `0x00ff`, `x'00ff'`: how the defaults of bit and binary columns are read. */
export function isBinaryLiteral(sql: string): boolean {
  return /^(?:0x|[bx]')[\da-f]*'?$/i.test(sql)
}

const BOOLEANS: Record<string, string> = {'0': 'false', '1': 'true'}

function isNumber(type: string): boolean {
  return /^(?:smallint|integer|bigint|real|double precision|numeric)/.test(type)
}

/** The server prints `1`, `'1'` (without its quotes here), `1e10`; zerofill also `007`. */
function numberLiteral(value: string): string | null {
  const number = bitNumber(value) ?? value.trim()
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(number) ? number : null
}

/** A default past the end of its type would fail each insert that relies on it. */
function integerLiteral(value: string, end: bigint): string | null {
  const number = numberLiteral(value)
  return number !== null && Number.isInteger(Number(number)) && Math.abs(Number(number)) <= Number(end)
    ? number
    : null
}

/** From text or, where it is binary, from the bytes. */
function uuidDefault({source, rule}: ConvertedColumn, value: string): string | null {
  if (!isBinary(source))
    return /^[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}$/i.test(value) ? quoteLiteral(value) : null
  const digits = bytesOf(source.dataType, value, source.length).toString('hex')
  return digits.length === 32 && !rule.swapped ? quoteLiteral(digits) : null
}

function isBinary({dataType}: MysqlColumn): boolean {
  return dataType.endsWith('binary') || dataType.endsWith('blob')
}

/** The default of a binary column that a rule makes text. */
function textOfBytes({source}: ConvertedColumn, value: string): string | null {
  const bytes = bytesOf(source.dataType, value, source.length)
  return isUtf8(bytes) && !bytes.includes(0) ? quoteLiteral(bytes.toString()) : null
}

/** Whether Postgres would read a text as a value of a type that a rule gave the column. */
function isOfType(type: string, value: string): boolean {
  const length = /^(?:var)?char\((\d+)\)$/.exec(type)?.[1]
  if (length !== undefined) return [...value].length <= Number(length)
  if (type.startsWith('time(')) return /^([01]?\d|2[0-3]):|^24:00:00/.test(value)
  return !type.startsWith('json') || isJson(value)
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

/** The digits of `b'101'`. */
function bits(value: string): string | undefined {
  return /^b'([01]+)'$/i.exec(value)?.[1]
}

function bitNumber(value: string): string | undefined {
  const digits = bits(value)
  return digits && BigInt(`0b${digits}`).toString()
}

function bitLiteral(type: string, value: string): string | null {
  const width = Number(type.slice('bit('.length, -1))
  const digits = bits(value) ?? (/^\d+$/.test(value) ? BigInt(value).toString(2) : undefined)
  return digits === undefined ? null : `B'${digits.padStart(width, '0').slice(-width)}'`
}

function byteaLiteral(dataType: string, value: string, length: number | null): string {
  return `${quoteLiteral(`\\x${bytesOf(dataType, value, length).toString('hex')}`)}::bytea`
}

/** Of `0x00ff`, `x'00ff'` or the text itself; binary(n) fills up with zero bytes. */
function bytesOf(dataType: string, value: string, length: number | null): Buffer {
  const hex = /^(?:0x((?:[\da-f]{2})*)|x'((?:[\da-f]{2})*)')$/i.exec(value)
  const bytes = hex ? Buffer.from(hex[1] ?? hex[2] ?? '', 'hex') : Buffer.from(value)
  const padding =
    dataType === 'binary' ? Buffer.alloc(Math.max((length ?? 0) - bytes.length, 0)) : Buffer.alloc(0)
  return Buffer.concat([bytes, padding])
}

function setLiteral(value: string): string {
  const labels = value === '' ? [] : value.split(',')
  return `ARRAY[${labels.map(quoteLiteral).join(', ')}]::text[]`
}
