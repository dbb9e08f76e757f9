import {toNumber} from '../coerce.js'
import type {Context} from '../context.js'
import {unsigned} from '../number-operators.js'
import {refuse} from '../refused.js'
import {atom, castTo, NULL, operand, textLiteral, wholeNumber, type Term} from '../term.js'
import {toText} from '../to-text.js'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LARGEST = 2n ** 64n - 1n

/** `conv(value, from, to)`: a number of 64 bits without sign, written in another base. */
export function conv(value: Term, from: Term, to: Term, context: Context): Term {
  const [base, target] = [baseOf(from), baseOf(to)]
  if (value.literal !== undefined && value.literal.kind !== 'hex')
    return value.literal.value === ''
      ? NULL
      : textLiteral(valueOf(value.literal.value, base).toString(target).toUpperCase())
  return inBase(bitsOf(value, base, context), target)
}

function baseOf(term: Term): number {
  const base = wholeNumber(term) ?? refuse('a base that is not a literal is not translated')
  return base >= 2 && base <= 36 ? base : refuse('a base with a sign is not translated')
}

/** The number that MySQL reads in a text: its digits up to the first other character, at most 64 bits. */
function valueOf(text: string, base: number): bigint {
  const [, sign = '', body = ''] = /^\s*([+-]?)(.*)$/s.exec(text.toUpperCase()) ?? []
  const digits = [...body].map(letter => DIGITS.indexOf(letter))
  const end = digits.findIndex(digit => digit === -1 || digit >= base)
  let value = 0n
  for (const digit of end === -1 ? digits : digits.slice(0, end)) value = value * BigInt(base) + BigInt(digit)
  if (value > LARGEST) return LARGEST
  return sign === '-' ? BigInt.asUintN(64, -value) : value
}

/** The number's 64 bits as a bigint. */
function bitsOf(value: Term, base: number, context: Context): Term {
  if (base === 16 && value.kind === 'text') return hexBits(toText(value, context))
  const number = base === 10 ? toNumber(value) : value
  return number.kind === 'integer' && base === 10
    ? castTo(number, 'bigint')
    : refuse('conv of anything but a whole number or hexadecimal text is not translated')
}

/** Of more than 64 bits MySQL makes the largest number, of an empty text NULL. */
function hexBits(text: Term): Term {
  const digits = `ltrim(COALESCE(substring(${text.sql} FROM '^\\s*[+-]?([0-9A-Fa-f]*)'), ''), '0')`
  const bits = `('x' || lpad(${digits}, 16, '0'))::bit(64)::bigint`
  const signed = `CASE WHEN ${operand(text)} ~ '^\\s*-' THEN -(${bits}) ELSE ${bits} END`
  return atom(
    `CASE WHEN ${operand(text)} <> '' THEN CASE WHEN char_length(${digits}) > 16 THEN -1 ELSE ${signed} END END`,
    'bigint',
  )
}

/** Digits of 64 bits in a base. */
function inBase(bits: Term, base: number): Term {
  const number = operand(bits)
  if (base === 16) return atom(`upper(to_hex(${bits.sql}))`, 'text')
  if (base === 10) return castTo(castTo(unsigned(bits), 'numeric'), 'text')
  const digits = base === 2 ? `${number}::bit(64)::text` : digitsOf(operand(unsigned(bits)), base)
  return atom(`CASE ${number} WHEN 0 THEN '0' ELSE ltrim(${digits}, '0') END`, 'text')
}

function digitsOf(number: string, base: number): string {
  const count = Math.ceil(64 / Math.log2(base))
  const places = Array.from({length: count}, (_, at) => BigInt(base) ** BigInt(count - 1 - at))
  return `(${places
    .map(place => `substr('${DIGITS}', (div(${number}, ${place}) % ${base})::integer + 1, 1)`)
    .join(' || ')})`
}
