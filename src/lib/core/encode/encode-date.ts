import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'

const ZERO = 0x30

/** `2024-05-31` or `2024-05-31 10:00:00.5`; NULL for a date that does not exist. */
export function encodeDate(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (isRealDate(bytes, start)) out.append(bytes, start, end)
  else out.appendAscii(String.raw`\N`)
}

/** The same of a timestamp, which the session reads in UTC. */
export function encodeTimestamptz(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (!isRealDate(bytes, start)) return out.appendAscii(String.raw`\N`)
  out.append(bytes, start, end)
  out.appendAscii('+00')
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
