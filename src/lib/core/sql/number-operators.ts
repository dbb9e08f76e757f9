import type {SessionDefaults} from '../session-defaults.js'
import {toBigint, toDouble, toNumber, toNumeric, widenInteger} from './coerce.js'
import type {Context} from './context.js'
import {toArithmetic} from './functions/json-path.js'
import {refuse} from './refused.js'
import {atom, compound, decimals, operand, wholeNumber, type Term} from './term.js'

type NumberOperator = (left: Term, right: Term, context: Context) => Term

export const add = arithmetic('+', Math.max)
export const subtract = arithmetic('-', Math.max)
export const multiply = arithmetic('*', (a, b) => a + b)

function arithmetic(sign: string, decimalsOf: (a: number, b: number) => number): NumberOperator {
  return (left, right, context) => {
    const [a, b] = [
      truncateQuotient(toArithmetic(left, context)),
      truncateQuotient(toArithmetic(right, context)),
    ]
    if (a.kind === 'integer' && b.kind === 'integer') return wholeArithmetic(a, sign, b)
    const sql = `${operand(a)} ${sign} ${operand(b)}`
    if (a.kind === 'double' || b.kind === 'double') return compound(sql, 'double precision')
    const [one, other] = [decimals(a), decimals(b)]
    const scale = one === undefined || other === undefined ? undefined : decimalsOf(one, other)
    return compound(sql, 'numeric', {scale, excess: a.excess || b.excess})
  }
}

/** One side in 64 bits is enough for Postgres to compute in 64 bits. */
function wholeArithmetic(a: Term, sign: string, b: Term): Term {
  const isWide = a.type === 'bigint' || b.type === 'bigint'
  const [left, right] = isWide
    ? [a, b]
    : a.literal === undefined
      ? [widenInteger(a), b]
      : [a, widenInteger(b)]
  return compound(`${operand(left)} ${sign} ${operand(right)}`, 'bigint')
}

/** `/`, which is NULL for a division by zero. */
export function divide(left: Term, right: Term, context: Context): Term {
  const [a, b] = [
    truncateQuotient(toArithmetic(left, context)),
    truncateQuotient(toArithmetic(right, context)),
  ]
  if (a.kind === 'double' || b.kind === 'double')
    return compound(`${operand(toDouble(a))} / ${divisor(toDouble(b), b)}`, 'double precision')
  return quotient(compound(`${operand(toNumeric(a))} / ${divisor(b, b)}`, 'numeric'), [a, b], context)
}

/** Division and avg give more decimals than their argument has. MySQL rounds a quotient at once; MariaDB goes on computing with more digits and shows fewer. Both cut it after what they compute. */
export function quotient(
  term: Term,
  [dividend, by]: readonly [Term, Term?],
  {flavor, defaults}: Context,
): Term {
  const [shown, other] = [decimals(dividend), by === undefined ? 0 : decimals(by)]
  if (shown === undefined) return {...term, excess: true}
  const scale = shown + defaults.quotientDecimals
  const computedScale = other === undefined ? undefined : quotientDigits(shown, other, defaults)
  if (computedScale !== undefined && computedScale <= scale)
    return atom(`trunc(${term.sql}, ${computedScale})`, 'numeric', {scale})
  if (flavor === 'mysql') return atom(`round(${term.sql}, ${scale})`, 'numeric', {scale})
  return {...term, scale, excess: true, computedScale}
}

/** Both keep decimals in groups of nine digits: `do_div_mod` in its strings/decimal.c. */
function quotientDigits(dividend: number, by: number, {quotientDecimals}: SessionDefaults): number {
  const padding = groupsOfNine(dividend) - dividend + groupsOfNine(by) - by
  return groupsOfNine(groupsOfNine(dividend) + groupsOfNine(by) + Math.max(quotientDecimals - padding, 0))
}

function groupsOfNine(digits: number): number {
  return Math.ceil(digits / 9) * 9
}

/** A quotient as an operand: cut to the digits that MariaDB computes with. Any other number is left alone. */
export function truncateQuotient(term: Term): Term {
  const {sql, computedScale, scale} = term
  return computedScale === undefined
    ? term
    : atom(`trunc(${sql}, ${computedScale})`, 'numeric', {scale, excess: true})
}

/** DIV. */
export function divideWhole(left: Term, right: Term): Term {
  const [a, b] = [truncateQuotient(toNumber(left)), truncateQuotient(toNumber(right))]
  if (a.kind === 'integer' && b.kind === 'integer')
    return compound(`${operand(widenInteger(a))} / ${divisor(b, b)}`, 'bigint')
  return compound(`div(${toNumeric(a).sql}, ${divisor(toNumeric(b), b)})::bigint`, 'bigint', {atomic: true})
}

/** `%` and mod: the sign is the dividend's in both databases. */
export function modulo(left: Term, right: Term): Term {
  const [a, b] = [truncateQuotient(toNumber(left)), truncateQuotient(toNumber(right))]
  if (a.kind === 'integer' && b.kind === 'integer')
    return compound(`${operand(a)} % ${divisor(b, b)}`, 'bigint')
  const scales = [decimals(a), decimals(b)]
  const scale = scales.includes(undefined) ? undefined : Math.max(...scales.map(Number))
  const remainder = compound(`${operand(toNumeric(a))} % ${divisor(toNumeric(b), b)}`, 'numeric', {scale})
  return a.kind === 'double' || b.kind === 'double' ? toDouble(remainder) : remainder
}

/** A divisor that turns zero into NULL, as MySQL does; a literal other than zero needs nothing. */
function divisor(typed: Term, original: Term): string {
  return original.literal?.kind === 'number' && Number(original.literal.value) !== 0
    ? operand(typed)
    : `nullif(${typed.sql}, 0)`
}

/** Bit operators count in 64 bits without sign in MySQL; Postgres' bigint has a sign. */
export function bits(sign: '#' | '&' | '|'): NumberOperator {
  return (left, right) => {
    const nonNegative =
      sign === '&' ? isNonNegative(left) || isNonNegative(right) : isNonNegative(left) && isNonNegative(right)
    return unsigned(compound(`${bitsOf(left)} ${sign} ${bitsOf(right)}`, 'bigint', {nonNegative}))
  }
}

export const shiftLeft: NumberOperator = (left, right) =>
  unsigned(compound(`${bitsOf(left)} << ${places(right)}`, 'bigint'))

/** The bits that Postgres fills with the sign are cut off. */
export const shiftRight: NumberOperator = (left, right) => {
  const count = places(right)
  const shifted = compound(`${bitsOf(left)} >> ${count}`, 'bigint', {nonNegative: isNonNegative(left)})
  if (count === 0 || shifted.nonNegative) return unsigned(shifted)
  const mask = (1n << BigInt(64 - count)) - 1n
  return compound(`${operand(shifted)} & ${mask}`, 'bigint', {nonNegative: true})
}

/** Whether a number is certain not to be below 0. */
export function isNonNegative(term: Term): boolean {
  return term.nonNegative === true || term.kind === 'boolean'
}

/** A bigint read without sign: a negative one is the number 2^64 above it. */
export function unsigned(term: Term): Term {
  return term.nonNegative ? term : atom(unsignedSql(operand(term)), 'numeric(20,0)', {bits: operand(term)})
}

function unsignedSql(bits: string): string {
  return `CASE WHEN ${bits} < 0 THEN ${bits} + 18446744073709551616 ELSE ${bits} END`
}

/** `~`, all 64 bits turned over. */
export function invert(term: Term): Term {
  return unsigned(compound(`~${bitsOf(term)}`, 'bigint'))
}

function places(term: Term): number {
  const count = wholeNumber(term) ?? refuse('a shift by a number that is not a literal is not translated')
  return count >= 0 && count < 64 ? count : refuse('a shift past 63 bits is not translated')
}

function bitsOf(term: Term): string {
  // What became of a term since it was written may have kept its bits.
  if (term.bits !== undefined && term.sql === unsignedSql(term.bits)) return term.bits
  const number = toNumber(term)
  if (number.kind !== 'integer') refuse('bits of a number that is not whole are used')
  const literal = wholeNumber(number)
  return literal === undefined ? operand(toBigint(number)) : `(${literal})::bigint`
}
