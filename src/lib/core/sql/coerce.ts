import type {Context} from './context.js'
import {leadingDecimal} from './leading-number.js'
import {hexNumber, momentLiteral, numberFromText} from './literals.js'
import {numberOfMoment} from './number-of-moment.js'
import {isMoment, isNumber, KIND_NAMES, scaleOf} from './postgres-kind.js'
import {quoteLiteral} from '../quote.js'
import {refuse} from './refused.js'
import {spelledMoment} from './spelled-moment.js'
import {
  atom,
  castTo,
  compound,
  decimals,
  isNull,
  numberLiteral,
  operand,
  wholeNumber,
  type Term,
} from './term.js'
import {dateAsCondition} from './zero-date.js'

/** A value as a condition: in MySQL every number but 0 is true. */
export function toCondition(term: Term): Term {
  if (term.kind === 'boolean') return term
  if (isNull(term)) return atom('NULL::boolean', 'boolean')
  if (term.literal?.kind === 'number') return booleanLiteral(Number(term.literal.value) !== 0)
  if (isNumber(term.kind)) return compound(`${operand(term)} <> 0`, 'boolean')
  if (term.kind === 'text' && term.literal === undefined)
    return compound(`${toNumber(term).sql} <> 0`, 'boolean')
  return dateAsCondition(term) ?? refuse(`${KIND_NAMES[term.kind]} is used as a condition`)
}

function booleanLiteral(value: boolean): Term {
  return atom(value ? 'TRUE' : 'FALSE', 'boolean', {nullable: false})
}

/** A value where MySQL needs a number. Text counts as the number at its start, a double, and as 0 where there is none. */
export function toNumber(term: Term): Term {
  // MySQL computes with a float as with a double.
  if (term.type === 'real') return castTo(term, 'double precision')
  if (isNumber(term.kind)) return term
  if (isNull(term)) return castTo(term, 'integer')
  if (term.kind === 'boolean') return castTo(term, 'integer')
  if (term.kind === 'enum' && term.labels !== undefined) return placeOfLabel(term, term.labels)
  if (isNumberedMoment(term)) return numberOfMoment(term)
  if (term.kind === 'bit' && (scaleOf(term.type) ?? 1) < 64)
    return {...castTo(term, 'bigint'), nonNegative: true}
  if (term.literal?.kind === 'text' && term.kind === 'text') return numberFromText(term.literal.value)
  if (term.literal?.kind === 'hex') return hexNumber(term.literal.value)
  if (term.kind === 'text') return castTo(leadingDecimal(term), 'double precision')
  return refuse(`${KIND_NAMES[term.kind]} is used as a number`)
}

/** Labels count from 1. Comparing with each needs no settings, where the text of an enum does. */
function placeOfLabel(term: Term, labels: readonly string[]): Term {
  const whens = labels.map((label, at) => `WHEN ${quoteLiteral(label)} THEN ${at + 1}`).join(' ')
  return atom(`CASE ${term.sql} ${whens} END`, 'integer', {nonNegative: true})
}

function isNumberedMoment({kind, literal}: Term): boolean {
  return literal === undefined && (isMoment(kind) || kind === 'time')
}

/** A number that Postgres' functions take as integer; MySQL rounds. */
export function toInteger(term: Term): Term {
  const number = toNumber(term)
  if (wholeNumber(number) !== undefined || /^(smallint|integer)$/.test(number.type)) return number
  return castTo(number, 'integer')
}

/** A whole number, where MySQL counts in 64 bits. */
export function toBigint(term: Term): Term {
  const number = toNumber(term)
  return number.type === 'bigint' || wholeNumber(number) !== undefined ? number : castTo(number, 'bigint')
}

export function toDouble(term: Term): Term {
  const number = toNumber(term)
  return number.type === 'double precision' ? number : castTo(number, 'double precision')
}

export function toNumeric(term: Term): Term {
  const number = toNumber(term)
  if (number.kind === 'numeric') return number
  return {...castTo(number, 'numeric'), scale: decimals(number)}
}

/** A date, with or without a time. */
export function toMoment(term: Term): Term {
  if (isMoment(term.kind)) return term
  if (isNull(term)) return castTo(term, 'timestamp')
  if (term.literal?.kind === 'text') return momentLiteral(term.literal.value)
  return spelledMoment(term) ?? refuse(`${KIND_NAMES[term.kind]} is used as a date`)
}

/** A timestamp without time zone: what MySQL computes with. A timestamptz is read in the session's time zone, as in MySQL. */
export function toTimestamp(term: Term, context: Context): Term {
  const moment = toMoment(term)
  if (moment.kind === 'timestamp') return moment
  const scale = scaleOf(moment.type)
  const type = scale === undefined ? 'timestamp' : `timestamp(${scale})`
  if (moment.kind === 'timestamptz' && context.immutable)
    return atom(`(${moment.sql} AT TIME ZONE 'UTC')`, type)
  return {...castTo(moment, 'timestamp'), type}
}

export function toDate(term: Term, context: Context): Term {
  const moment = toMoment(term)
  if (moment.kind === 'date') return moment
  return castTo(moment.kind === 'timestamptz' ? toTimestamp(moment, context) : moment, 'date')
}

/** A constant 0 or 1 as a boolean, undefined for everything else. */
export function asBooleanLiteral(term: Term): Term | undefined {
  const value = term.literal?.kind === 'hex' ? hexNumber(term.literal.value) : term
  const text = value.literal?.value
  return isNull(term) || (text !== '0' && text !== '1') ? undefined : booleanLiteral(text === '1')
}

/** MySQL's whole-number results: 64 bits, so that Postgres does not overflow where MySQL does not. */
export function widenInteger(term: Term): Term {
  return term.kind === 'integer' && term.type !== 'bigint' && wholeNumber(term) === undefined
    ? castTo(term, 'bigint')
    : term
}

/** A number of a literal, kept as a literal. */
export function negatedLiteral(term: Term): Term | undefined {
  const {literal} = term
  if (literal?.kind !== 'number') return undefined
  return numberLiteral(literal.value.startsWith('-') ? literal.value.slice(1) : `-${literal.value}`)
}
