import {asBooleanLiteral, toMoment, toNumber, toTimestamp} from './coerce.js'
import {comparable} from './comparable.js'
import type {Context} from './context.js'
import {parseJson} from './functions/parse-json.js'
import {constantOf} from './constant-of.js'
import {momentLiteral} from './literals.js'
import {leadingDecimal} from './leading-number.js'
import {isMoment, isNumber, KIND_NAMES, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import {spelledMoment} from './spelled-moment.js'
import {atom, castTo, isNull, textLiteral, type Term} from './term.js'
import {toText} from './to-text.js'
import {zeroConstant} from './zero-date.js'

/** Gives both sides of a comparison types that Postgres compares as MySQL would. */
export function alignPair(left: Term, right: Term, context: Context): [Term, Term] {
  if (isNull(left) || isNull(right)) return [left, right]
  if (isConstant(right) && !isConstant(left)) return withConstant(left, right, context)
  if (isConstant(left) && !isConstant(right)) {
    const [other, constant] = withConstant(right, left, context)
    return [constant, other]
  }

  return alignKinds(left, right, context)
}

/** Literals as they were written, whose type is still free. */
function isConstant(term: Term): boolean {
  return (
    term.literal !== undefined && (term.kind === 'text' || term.literal.kind === 'hex' || isNumber(term.kind))
  )
}

function alignKinds(left: Term, right: Term, context: Context): [Term, Term] {
  if (left.kind === right.kind)
    return left.kind === 'enum'
      ? [toText(left, context), toText(right, context)]
      : [comparable(left), comparable(right)]
  if (isArithmetic(left.kind) && isArithmetic(right.kind)) return [toNumber(left), toNumber(right)]
  if (isMoment(left.kind) && isMoment(right.kind))
    return [alignMoment(left, context), alignMoment(right, context)]
  if (isMoment(left.kind) && spelledMoment(right) !== undefined)
    return alignKinds(left, toMoment(right), context)
  if (isMoment(right.kind) && spelledMoment(left) !== undefined)
    return alignKinds(toMoment(left), right, context)
  if (left.kind === 'text' && isNumber(right.kind)) return [numberInText(left), right]
  if (isNumber(left.kind) && right.kind === 'text') return [left, numberInText(right)]
  if (isTextual(left.kind) && isTextual(right.kind)) return [toText(left, context), toText(right, context)]
  return refuse(`${KIND_NAMES[left.kind]} is compared with ${KIND_NAMES[right.kind]}`)
}

/** MySQL compares text with a number by the number that the text starts with, as a double. */
function numberInText(text: Term): Term {
  return castTo(leadingDecimal(text), 'double precision')
}

function isArithmetic(kind: Kind): boolean {
  return kind === 'bit' || kind === 'boolean' || isNumber(kind)
}

function isTextual(kind: Kind): boolean {
  return kind === 'text' || kind === 'enum' || kind === 'set' || kind === 'uuid'
}

/** Postgres compares dates and timestamps by itself; with a timestamptz it needs the session's time zone. */
function alignMoment(term: Term, context: Context): Term {
  return context.immutable ? toTimestamp(term, context) : term
}

function withConstant(term: Term, constant: Term, context: Context): [Term, Term] {
  const zero = zeroConstant(term, constant, context)
  if (zero !== undefined) return [term, zero]
  if (term.kind === 'text' && constant.literal?.kind === 'number') return [numberInText(term), constant]
  if (term.kind === 'enum') return withLabel(term, constant, context)
  if (term.kind === 'json') return [comparable(term), jsonConstant(constant, context)]
  if (term.kind === 'bit') return [toNumber(term), toNumber(constant)]
  if (term.kind === 'timestamptz' && context.immutable)
    return withConstant(toTimestamp(term, context), constant, context)
  if (term.kind === 'boolean') {
    const value = asBooleanLiteral(constant)
    return value === undefined ? [toNumber(term), toNumber(constant)] : [term, value]
  }

  if (term.kind === 'date' && momentKind(constant) === 'timestamp')
    return [castTo(term, 'timestamp'), constantOf('timestamp', constant)]
  return [term, constantOf(term.kind, constant)]
}

function momentKind(constant: Term): Kind | undefined {
  return constant.literal?.kind === 'text' && constant.kind === 'text'
    ? momentLiteral(constant.literal.value).kind
    : undefined
}

/** A label is compared as it is; MySQL finds it in any case. Other text can be no value of the enum, so text is compared. */
function withLabel(term: Term, constant: Term, context: Context): [Term, Term] {
  if (constant.kind !== 'text') return [toNumber(term), toNumber(constant)]
  const text = constant.literal?.value ?? ''
  const label =
    term.labels?.find(one => one === text) ??
    term.labels?.find(one => one.toLowerCase() === text.toLowerCase())
  return label === undefined ? [toText(term, context), constant] : [term, textLiteral(label)]
}

/** MySQL compares JSON with JSON; MariaDB's JSON is text, of which it reads a number. */
function jsonConstant(constant: Term, {flavor}: Context): Term {
  const text = constant.literal?.kind === 'text' ? constant.literal.value : undefined
  if (text !== undefined)
    return atom(
      flavor === 'mariadb' && isDocument(text) ? `${constant.sql}::jsonb` : `to_jsonb(${constant.sql}::text)`,
      'jsonb',
    )
  if (flavor === 'mariadb')
    return refuse('json is compared with a number, which MariaDB reads out of its text')
  return atom(constant.isTruth ? `'${constant.sql === '1'}'::jsonb` : `to_jsonb(${constant.sql})`, 'jsonb')
}

/** A JSON text such as `[]`; of single values MariaDB may have the text with or without its quotes. */
function isDocument(text: string): boolean {
  return /^\s*[[{]/.test(text) && parseJson(text) !== undefined
}
