import {Buffer} from 'node:buffer'

import type {ConvertedColumn} from './convert-columns.js'
import {quoteLiteral} from '../quote.js'

/** A MySQL literal default as a Postgres literal of the column's type; null when it is not a value of that type. */
export function literalSql({source, type}: ConvertedColumn, value: string): string | null {
  if (type.type === 'bytea') return byteaLiteral(source.dataType, value, source.length)
  if (type.type === 'boolean') return BOOLEANS[bits(value) ?? value] ?? null
  if (type.type.startsWith('bit(')) return bitLiteral(type.type, value)
  if (isNumber(type.type)) return numberLiteral(value)
  if (value.includes('\0')) return null
  if (type.encoding.kind === 'set') return setLiteral(value)
  if (type.encoding.kind === 'timestamptz') return quoteLiteral(`${value}+00`)
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

/** `0x00ff`, `x'00ff'` or the text itself; binary(n) fills up with zero bytes. */
function byteaLiteral(dataType: string, value: string, length: number | null): string {
  const hex = /^(?:0x((?:[\da-f]{2})*)|x'((?:[\da-f]{2})*)')$/i.exec(value)
  const bytes = hex ? Buffer.from(hex[1] ?? hex[2] ?? '', 'hex') : Buffer.from(value)
  const padding =
    dataType === 'binary' ? Buffer.alloc(Math.max((length ?? 0) - bytes.length, 0)) : Buffer.alloc(0)
  return `${quoteLiteral(`\\x${Buffer.concat([bytes, padding]).toString('hex')}`)}::bytea`
}

function setLiteral(value: string): string {
  const labels = value === '' ? [] : value.split(',')
  return `ARRAY[${labels.map(quoteLiteral).join(', ')}]::text[]`
}
