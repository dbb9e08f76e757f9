import type {Buffer} from 'node:buffer'

import {daysInMonth} from '../days-in-month.js'
import type {CopyBuffer} from './copy-buffer.js'
import type {Encoding} from './encoding.js'
import {RefusedValue} from './refused-value.js'
import type {ValueEncoder} from './value-encoder.js'

const ZERO = 0x30
const NULL_TEXT = String.raw`\N`

/**
 * The encoder for `2024-05-31` or `2024-05-31 10:00:00.5`, followed by `suffix`. A date that does not exist becomes `zero`, in
 * Postgres' spelling, or NULL if `zero` is null. If `zero` is absent, `0000-00-00` becomes NULL, or is refused if `zeros` says
 * so, and every other such date is refused.
 */
export function dateEncoder({zero, zeros}: ZeroDates, suffix = ''): ValueEncoder {
  return (bytes, start, end, out) => {
    if (isRealDate(bytes, start)) {
      out.append(bytes, start, end)
      out.appendAscii(suffix)
      return
    }

    if (zero === undefined) refusePartial(bytes, start, end)
    if (zeros === 'refuse')
      throw new RefusedValue('it is a zero date, and there was none when the plan was made')
    out.appendAscii(zero ?? NULL_TEXT)
  }
}

type ZeroDates = Pick<Extract<Encoding, {kind: 'date'}>, 'zero' | 'zeros'>

/** A time zone as Postgres reads it after a date: `+02:00` directly, `Europe/Vienna` after a space. */
export function zoneSuffix(zone = '+00'): string {
  return /^[+-]/.test(zone) ? zone : ` ${zone}`
}

/** The replacement for a date that does not exist, as a moment: a date alone would be read in the session's time zone. */
export function zeroMoment(zero: string | null | undefined): string | null | undefined {
  return typeof zero === 'string' && zero !== '-infinity' ? `${zero} 00:00:00+00` : zero
}

/** Refuses what is not a time of day, which ends at `24:00:00` in Postgres; MySQL's time goes to 838 hours, and below zero. */
export function encodeTime(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  const isShort = bytes[start + 2] === COLON && bytes[start] !== MINUS
  const hour = number(bytes, start, 2)
  if (!isShort || hour > 24 || (hour === 24 && !isZero(bytes, start + 2, end)))
    throw new RefusedValue('it is no time of day')
  out.append(bytes, start, end)
}

const COLON = 0x3a
const MINUS = 0x2d

/** `0000-00-00` means that there is no date, like NULL; `2024-00-31` would lose its meaning as NULL. */
function refusePartial(bytes: Buffer, start: number, end: number): void {
  if (!isZero(bytes, start, end)) throw new RefusedValue('there is no such day')
}

function isZero(bytes: Buffer, start: number, end: number): boolean {
  return /^[\s.:0-]+$/.test(bytes.toString('latin1', start, end))
}

function isRealDate(bytes: Buffer, start: number): boolean {
  return isCalendarDate(number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2))
}

/** Whether a date exists: MySQL also stores zeros, and under ALLOW_INVALID_DATES the 31st of any month. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year === 0 || month === 0 || day === 0) return false
  return day <= 28 || day <= daysInMonth(year, month)
}

function number(bytes: Buffer, start: number, digits: number): number {
  let value = 0
  for (let index = start; index < start + digits; index++) value = value * 10 + bytes[index]! - ZERO
  return value
}
