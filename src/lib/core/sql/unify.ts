import {asBooleanLiteral, toNumber, toNumeric, toTimestamp} from './coerce.js'
import type {Context} from './context.js'
import {isMoment, isNumber, scaleOf, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import {atom, decimals, isNull, NULL, operand, type Term} from './term.js'
import {toText} from './to-text.js'

/** Terms of one type, with that type. */
export interface Unified {
  terms: Term[]
  /** A term without SQL of its own that has the common type. */
  model: Term
}

/** Converts the branches of CASE, COALESCE or UNION to one type, the one that MySQL would choose. */
export function unify(terms: readonly Term[], context: Context): Unified {
  const typed = terms.filter(term => !isNull(term))
  const first = typed[0]
  if (first === undefined) return {terms: [...terms], model: {...NULL, sql: ''}}
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
  if ((kinds.has('time') || kinds.has('interval')) && terms.some(({kind}) => isMoment(kind)))
    return refuse('a time among dates, of which MySQL makes a time of today, is not translated')
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

/** `x IS NOT NULL AND …` for each term that may be NULL; empty where none may. */
export function allPresent(terms: readonly Term[]): string {
  return terms
    .filter(({literal, nullable}) => literal === undefined && nullable !== false)
    .map(term => `${operand(term)} IS NOT NULL`)
    .join(' AND ')
}
