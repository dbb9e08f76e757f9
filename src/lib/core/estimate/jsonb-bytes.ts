import {Buffer} from 'node:buffer'

import {numericBytes} from './numeric-bytes.js'

/**
 * Bytes of a jsonb value without its length header: four for each container and for each of its keys and values, then the
 * keys and values themselves, numbers and containers at multiples of four (`JsonbContainer` of Postgres' `jsonb.h`).
 * Text that is not JSON counts with its own length.
 */
export function jsonbBytes(text: string): number {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return Buffer.byteLength(text)
  }

  // A scalar alone is stored as an array of one element.
  return isContainer(value) ? containerEnd(value, 0) : containerEnd([value], 0)
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The end of a container that begins at `start`. */
function containerEnd(container: object, start: number): number {
  const values: unknown[] = Object.values(container)
  const keys = Array.isArray(container) ? [] : Object.keys(container)
  let at = start + 4 + 4 * (keys.length + values.length)
  for (const key of keys) at += Buffer.byteLength(key)
  for (const value of values) at = valueEnd(value, at)
  return at
}

function valueEnd(value: unknown, at: number): number {
  if (typeof value === 'string') return at + Buffer.byteLength(value)
  const start = Math.ceil(at / 4) * 4
  if (typeof value === 'number') return start + 4 + numericBytes(decimal(value))
  return isContainer(value) ? containerEnd(value, start) : at
}

/** A number without an exponent, as a numeric is printed. */
function decimal(value: number): string {
  const text = String(value)
  return text.includes('e') ? '1' : text
}
