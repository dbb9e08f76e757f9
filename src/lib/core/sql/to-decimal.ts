import {largestDecimal} from '../largest-decimal.js'
import {kindOf} from './postgres-kind.js'
import {atom, castTo, wholeNumber, type Term} from './term.js'

/** A number cast to a decimal. One with too many digits becomes the largest that fits, as in MySQL; Postgres would fail. */
export function toDecimal(number: Term, precision: number, scale: number): Term {
  const type = `numeric(${precision},${scale})`
  if (wholeDigits(number, scale) <= precision - scale) return castTo(number, type)
  const exact = number.kind === 'numeric' ? number : castTo(number, 'numeric')
  const largest = largestDecimal(precision, scale)
  return castTo(atom(`(sign(${exact.sql}) * least(abs(${exact.sql}), ${largest}))`, 'numeric'), type)
}

const DIGITS: Readonly<Record<string, number>> = {boolean: 1, smallint: 5, integer: 10, bigint: 19}

/** The most digits before the point that a number may have once it is rounded to a scale. */
function wholeDigits(number: Term, scale: number): number {
  const whole = wholeNumber(number)
  if (whole !== undefined) return String(Math.abs(whole)).length
  if (kindOf(number.type) !== 'numeric') return DIGITS[number.type] ?? Infinity
  const [, precision, decimals = '0'] = /\((\d+)(?:, ?(\d+))?\)/.exec(number.type) ?? []
  if (precision === undefined) return Infinity
  return Number(precision) - Number(decimals) + (Number(decimals) > scale ? 1 : 0)
}
