import type {Buffer} from 'node:buffer'

import type {ValueEncoder} from './value-encoder.js'

const ZERO = 0x30

/**
 * `2024-05-31` or `2024-05-31 10:00:00.5`, with `suffix` behind it. A date that does not exist becomes `zero`,
 * as Postgres reads it, or NULL.
 */
export function dateEncoder(zero = String.raw`\N`, suffix = ''): ValueEncoder {
  return (bytes, start, end, out) => {
    if (!isRealDate(bytes, start)) return out.appendAscii(zero)
    out.append(bytes, start, end)
    out.appendAscii(suffix)
  }
}

/** How Postgres reads a time zone behind a date: `+02:00` at once, `Europe/Vienna` after a space. */
export function zoneSuffix(zone = '+00'): string {
  return /^[+-]/.test(zone) ? zone : ` ${zone}`
}

function isRealDate(bytes: Buffer, start: number): boolean {
  return isCalendarDate(number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2))
}

/** Whether there is such a day: MySQL also stores zeros, and under ALLOW_INVALID_DATES the 31st of any month. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year === 0 || month === 0 || day === 0) return false
  return day <= 28 || day <= daysOf(year, month)
}

function number(bytes: Buffer, start: number, digits: number): number {
  let value = 0
  for (let index = start; index < start + digits; index++) value = value * 10 + bytes[index]! - ZERO
  return value
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
