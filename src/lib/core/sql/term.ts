import {quoteLiteral} from '../quote.js'
import type {ScopeColumn} from './sql-scope.js'
import {kindOf, scaleOf, type Kind} from './postgres-kind.js'
import type {Spelling} from './spelled-moment.js'

/** A piece of finished Postgres SQL, with what the pieces around it need to know. */
export interface Term {
  sql: string
  /** Postgres type; `null` for a bare NULL. */
  type: string
  kind: Kind
  /** True when it needs no parentheses beside an operator. */
  atomic: boolean
  /** A literal's value: text without quotes, or digits. */
  literal?: Literal
  /** How many decimals MySQL shows of a numeric that Postgres computes with more. */
  scale?: number
  /** Set where Postgres carries more decimals than MySQL shows (division, avg): a result is rounded to `scale`. */
  excess?: boolean
  /** For a quotient: how many decimals MariaDB goes on computing with, more than the `scale` that it shows. */
  computedScale?: number
  nullable?: boolean
  /** The word TRUE or FALSE or a condition, which is 1 or 0 everywhere but next to JSON. */
  isTruth?: boolean
  /** JSON, or the text of JSON, that is neither an object nor an array. */
  isScalar?: boolean
  /** A number that is never negative. */
  nonNegative?: boolean
  /** For an unsigned number: the SQL of its 64 bits as a bigint. */
  bits?: string
  /** A text column whose collation ignores case. */
  ignoresCase?: boolean
  /** A uuid column whose bytes in MySQL have the time's high bits first. */
  swapped?: boolean
  /** For a column: what `0000-00-00` has become in it. */
  zeroDate?: ScopeColumn['zeroDate']
  /** A boolean column that is a bit in MySQL. */
  isBit?: boolean
  /** For a text composed of dates and times: how it spells them. */
  spelling?: Spelling
  /** Labels of an enum column. */
  labels?: readonly string[]
}

/** `text`: quoted; `number`: decimal or scientific digits, with a sign; `hex`: pairs of hexadecimal digits. */
export interface Literal {
  kind: 'hex' | 'null' | 'number' | 'text'
  value: string
}

/** A term that needs no parentheses: a function call, a cast, a column. */
export function atom(sql: string, type: string, more: Partial<Term> = {}): Term {
  return {sql, type, kind: kindOf(type), atomic: true, ...more}
}

/** A column under the given name; its text is compared exactly where the scope says so. */
export function columnTerm(
  name: string,
  {type, nullable, labels, collation, exact, swapped, zeroDate, isBit}: Omit<ScopeColumn, 'sql'>,
): Term {
  const isExact = exact === true && kindOf(type) === 'text'
  // Cast first: Postgres casts a varchar within COLLATE, and then no longer finds it in GROUP BY.
  const sql = isExact ? `(${name}::text COLLATE pg_catalog."default")` : name
  return atom(sql, isExact ? 'text' : type, {
    nullable,
    labels,
    swapped,
    zeroDate,
    isBit,
    ...(collation !== undefined && {ignoresCase: true}),
  })
}

/** A term with an operator in it, which needs parentheses beside another one. */
export function compound(sql: string, type: string, more: Partial<Term> = {}): Term {
  return {...atom(sql, type, more), atomic: false}
}

/** The SQL of a term as an operand. */
export function operand(term: Term): string {
  return term.atomic ? term.sql : `(${term.sql})`
}

export function castTo(term: Term, type: string): Term {
  return atom(`${operand(term)}::${type}`, type)
}

export function textLiteral(value: string): Term {
  return atom(quoteLiteral(value), 'text', {literal: {kind: 'text', value}, nullable: false})
}

/** Digits as MySQL types them: whole numbers are integers, a point makes a decimal, an exponent a double. */
export function numberLiteral(value: string): Term {
  const literal = {kind: 'number', value} as const
  const more = {literal, nullable: false, nonNegative: !value.startsWith('-'), atomic: !value.startsWith('-')}
  if (/e/i.test(value))
    return atom(`${value.startsWith('-') ? `(${value})` : value}::double precision`, 'double precision', {
      literal,
      nullable: false,
    })
  const point = value.indexOf('.')
  if (point !== -1) return atom(value, 'numeric', {...more, scale: value.length - point - 1})
  return atom(value, integerTypeOf(BigInt(value)), more)
}

function integerTypeOf(value: bigint): string {
  if (BigInt.asIntN(32, value) === value) return 'integer'
  return BigInt.asIntN(64, value) === value ? 'bigint' : 'numeric(20,0)'
}

export const NULL: Term = atom('NULL', 'null', {literal: {kind: 'null', value: ''}, nullable: true})

export function isNull(term: Term): boolean {
  return term.literal?.kind === 'null'
}

/** The value of a whole-number literal, undefined for everything else. */
export function wholeNumber(term: Term): number | undefined {
  const {literal} = term
  return literal?.kind === 'number' && /^-?\d{1,15}$/.test(literal.value) ? Number(literal.value) : undefined
}

/** How many decimals MySQL gives a number; undefined where that is not known. */
export function decimals(term: Term): number | undefined {
  if (term.kind === 'integer' || term.kind === 'boolean') return 0
  return term.scale ?? (term.kind === 'numeric' ? scaleOf(term.type) : undefined)
}
