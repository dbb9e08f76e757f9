import {asBooleanLiteral, toNumber, toNumeric, toTimestamp} from './coerce.js'
import type {Context} from './context.js'
import {
  hexBytes,
  inetLiteral,
  momentLiteral,
  numberFromText,
  setLiteral,
  textBytes,
  timeLiteral,
  uuidLiteral,
} from './literals.js'
import {leadingDecimal} from './leading-number.js'
import {isMoment, isNumber, KIND_NAMES, scaleOf, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import {atom, castTo, decimals, isNull, operand, textLiteral, type Term} from './term.js'
import {toText} from './text-of.js'

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
    return left.kind === 'enum' ? [toText(left, context), toText(right, context)] : [left, right]
  if (isArithmetic(left.kind) && isArithmetic(right.kind)) return [toNumber(left), toNumber(right)]
  if (isMoment(left.kind) && isMoment(right.kind))
    return [alignMoment(left, context), alignMoment(right, context)]
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
  if (term.kind === 'text' && constant.literal?.kind === 'number') return [numberInText(term), constant]
  if (term.kind === 'enum') return withLabel(term, constant, context)
  if (term.kind === 'json') return [term, jsonConstant(constant, context)]
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
  if (constant.kind !== 'text') refuse('an enum is compared with a number')
  const text = constant.literal?.value ?? ''
  const label =
    term.labels?.find(one => one === text) ??
    term.labels?.find(one => one.toLowerCase() === text.toLowerCase())
  return label === undefined ? [toText(term, context), constant] : [term, textLiteral(label)]
}

/** MySQL compares JSON with JSON; MariaDB's JSON is text, of which it reads a number. */
function jsonConstant(constant: Term, {flavor}: Context): Term {
  if (constant.literal?.kind === 'text') return atom(`to_jsonb(${constant.sql}::text)`, 'jsonb')
  if (flavor === 'mariadb')
    return refuse('json is compared with a number, which MariaDB reads out of its text')
  return atom(`to_jsonb(${constant.sql})`, 'jsonb')
}

/** A literal as a constant of the kind that it meets. */
export function constantOf(kind: Kind, constant: Term): Term {
  const {literal} = constant
  if (literal === undefined || literal.kind === 'null') return constant
  if (isNumber(kind)) return literal.kind === 'text' ? numberFromText(literal.value) : toNumber(constant)
  if (literal.kind === 'hex') return hexConstant(kind, literal.value, constant)
  if (literal.kind === 'number') return refuse(`${KIND_NAMES[kind]} is compared with a number`)
  return textConstant(kind, literal.value, constant)
}

function hexConstant(kind: Kind, hex: string, constant: Term): Term {
  if (kind === 'bytea') return hexBytes(hex)
  return refuse(`${KIND_NAMES[kind]} is compared with ${constant.sql}`)
}

function textConstant(kind: Kind, text: string, constant: Term): Term {
  switch (kind) {
    case 'text':
      return constant
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return momentLiteral(text)
    case 'time':
    case 'interval':
      return timeLiteral(text, kind)
    case 'uuid':
      return uuidLiteral(text)
    case 'inet':
      return inetLiteral(text)
    case 'bytea':
      return textBytes(text)
    case 'set':
      return setLiteral(text)
    default:
      return refuse(`${KIND_NAMES[kind]} is compared with the text ${constant.sql}`)
  }
}

/** Terms of one type, with that type. */
export interface Unified {
  terms: Term[]
  /** A term without SQL of its own that has the common type. */
  model: Term
}

/** Gives the branches of CASE, COALESCE, UNION one type, the one that MySQL would choose. */
export function unify(terms: readonly Term[], context: Context): Unified {
  const typed = terms.filter(term => !isNull(term))
  const first = typed[0]
  if (first === undefined) return {terms: [...terms], model: atom('', 'null')}
  const model = commonModel(typed, context)
  return {terms: terms.map(term => (isNull(term) ? term : convertTo(term, model, context))), model}
}

function commonModel(terms: readonly Term[], context: Context): Term {
  const booleans = terms.map(term => (term.kind === 'boolean' ? term : asBooleanLiteral(term)))
  if (terms.some(({kind}) => kind === 'boolean') && booleans.every(term => term !== undefined))
    return atom('', 'boolean')
  const kinds = new Set(terms.map(({kind}) => (kind === 'boolean' ? 'integer' : kind)))
  if ([...kinds].every(kind => isNumber(kind))) return numberModel(terms, kinds)
  if (kinds.size === 1 && sameEnum(terms)) return modelOfOne(terms)
  if ([...kinds].every(kind => isMoment(kind))) return momentModel(terms)
  for (const term of terms) toText(term, context)
  return atom('', 'text')
}

function sameEnum(terms: readonly Term[]): boolean {
  return terms[0]?.kind !== 'enum' || terms.every(({type}) => type === terms[0]?.type)
}

function modelOfOne(terms: readonly Term[]): Term {
  const [first, ...others] = terms
  if (first === undefined) return atom('', 'null')
  const same = others.every(({type}) => type === first.type)
  const type = same ? first.type : first.kind === 'text' ? 'text' : first.type
  return atom('', type, {labels: first.labels, literal: undefined})
}

const WIDTHS = ['smallint', 'integer', 'bigint']

function numberModel(terms: readonly Term[], kinds: ReadonlySet<Kind>): Term {
  if (kinds.has('double')) return atom('', 'double precision')
  const scales = terms.map(term => decimals(term))
  const scale = scales.includes(undefined) ? undefined : Math.max(...scales.map(Number))
  if (kinds.has('numeric')) return atom('', 'numeric', {scale, excess: terms.some(term => term.excess)})
  const widths = terms.map(({type}) => WIDTHS.indexOf(type))
  return atom('', WIDTHS[Math.max(...widths, 0)] ?? 'bigint')
}

function momentModel(terms: readonly Term[]): Term {
  const types = terms.map(({type}) => type)
  const zoned = types.filter(type => type.startsWith('timestamptz'))
  if (zoned.length === types.length) return atom('', 'timestamptz')
  return atom('', `timestamp(${Math.max(...types.map(type => scaleOf(type) ?? 0))})`)
}

/** A term as the type that `unify` found. */
export function convertTo(term: Term, model: Term, context: Context): Term {
  switch (model.kind) {
    case 'boolean':
      return term.kind === 'boolean' ? term : (asBooleanLiteral(term) ?? term)
    case 'integer':
    case 'double':
      return toNumber(term)
    case 'numeric':
      return toNumeric(term)
    case 'timestamp':
      return term.kind === 'timestamp' ? term : toTimestamp(term, context)
    case 'text':
      return toText(term, context)
    default:
      return term
  }
}

/** `CASE WHEN … END` around pieces that are already SQL. */
export function caseWhen(
  branches: readonly [condition: string, result: string][],
  otherwise?: string,
): string {
  const whens = branches.map(([condition, result]) => `WHEN ${condition} THEN ${result}`).join(' ')
  return `CASE ${whens}${otherwise === undefined ? '' : ` ELSE ${otherwise}`} END`
}

/** `x IS NOT NULL AND …` for each term that may be NULL; empty where none may. */
export function allPresent(terms: readonly Term[]): string {
  return terms
    .filter(({literal, nullable}) => literal === undefined && nullable !== false)
    .map(term => `${operand(term)} IS NOT NULL`)
    .join(' AND ')
}
