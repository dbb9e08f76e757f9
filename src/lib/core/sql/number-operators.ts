import {toBigint, toDouble, toNumber, toNumeric, wide} from './coerce.js'
import {refuse} from './refused.js'
import {compound, decimals, operand, wholeNumber, type Term} from './term.js'

type NumberOperator = (left: Term, right: Term) => Term

export const add = arithmetic('+', Math.max)
export const subtract = arithmetic('-', Math.max)
export const multiply = arithmetic('*', (a, b) => a + b)

function arithmetic(sign: string, decimalsOf: (a: number, b: number) => number): NumberOperator {
  return (left, right) => {
    const [a, b] = [toNumber(left), toNumber(right)]
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
  const [left, right] = isWide ? [a, b] : a.literal === undefined ? [wide(a), b] : [a, wide(b)]
  return compound(`${operand(left)} ${sign} ${operand(right)}`, 'bigint')
}

/** MySQL gives four decimals more than the dividend has (div_precision_increment), and NULL for a division by zero. */
const DIVISION_DECIMALS = 4

export function divide(left: Term, right: Term): Term {
  const [a, b] = [toNumber(left), toNumber(right)]
  if (a.kind === 'double' || b.kind === 'double')
    return compound(`${operand(toDouble(a))} / ${divisor(toDouble(b), b)}`, 'double precision')
  const scale = decimals(a)
  const more = {scale: scale === undefined ? undefined : scale + DIVISION_DECIMALS, excess: true}
  return compound(`${operand(toNumeric(a))} / ${divisor(b, b)}`, 'numeric', more)
}

/** DIV. */
export function divideWhole(left: Term, right: Term): Term {
  const [a, b] = [toNumber(left), toNumber(right)]
  if (a.kind === 'integer' && b.kind === 'integer')
    return compound(`${operand(wide(a))} / ${divisor(b, b)}`, 'bigint')
  return compound(`div(${toNumeric(a).sql}, ${divisor(toNumeric(b), b)})::bigint`, 'bigint', {atomic: true})
}

/** `%` and mod: the sign is the dividend's in both databases. */
export function modulo(left: Term, right: Term): Term {
  const [a, b] = [toNumber(left), toNumber(right)]
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

/** Bit operators count in 64 bits without sign in MySQL; with non-negative numbers Postgres' bigint does the same. */
export function bits(sign: '#' | '&' | '|'): NumberOperator {
  return (left, right) => compound(`${bitsOf(left)} ${sign} ${bitsOf(right)}`, 'bigint')
}

export function shift(sign: '<<' | '>>'): NumberOperator {
  return (left, right) => {
    const count = wholeNumber(right) ?? refuse('a shift by another number than a literal is not translated')
    if (count < 0 || count > 62) refuse('a shift past 62 bits is not translated')
    return compound(`${bitsOf(left)} ${sign} ${count}`, 'bigint')
  }
}

function bitsOf(term: Term): string {
  const number = toNumber(term)
  if (number.kind !== 'integer') refuse('bits of another number than a whole one are used')
  const literal = wholeNumber(number)
  if (literal !== undefined && literal < 0) refuse('bits of a negative number are used')
  return literal === undefined ? operand(toBigint(number)) : `${literal}::bigint`
}
