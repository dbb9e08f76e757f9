import {turned, type ComparisonSign} from './comparison-sign.js'
import type {Context} from './context.js'
import {timeLiteral} from './literals.js'
import {isMoment} from './postgres-kind.js'
import {atom, compound, operand, type Term} from './term.js'

/** A comparison with `0000-00-00` of a column in which only those dates are NULL; undefined for every other. */
export function compareZeroDate(
  left: Term,
  sign: ComparisonSign,
  right: Term,
  context: Context,
): Term | undefined {
  if (right.zeroDate === 'null' && isZero(left, context))
    return compareZeroDate(right, turned(sign), left, context)
  if (left.zeroDate !== 'null' || !isZero(right, context)) return undefined
  const test = TESTS[sign]
  return test === undefined ? undefined : compound(`${operand(left)} ${test}`, 'boolean', {nullable: false})
}

/** No date is below `0000-00-00`. */
const TESTS: Partial<Record<ComparisonSign, string>> = {
  '=': 'IS NULL',
  'IS NOT DISTINCT FROM': 'IS NULL',
  '<=': 'IS NULL',
  '<>': 'IS NOT NULL',
  '>': 'IS NOT NULL',
}

/** The Postgres constant for a literal `0000-00-00` beside a date, or 0 beside a time; undefined where there is none, and for every other literal. */
export function zeroConstant(term: Term, constant: Term, context: Context): Term | undefined {
  if ((term.kind === 'time' || term.kind === 'interval') && isNothing(constant, context))
    return timeLiteral('00:00:00', term.kind)
  if (term.zeroDate !== '-infinity' || !isZero(constant, context)) return undefined
  return atom(`${term.kind} '-infinity'`, term.kind, {nullable: false})
}

/** A date as a condition: in MySQL every date but `0000-00-00` is true. */
export function dateAsCondition(term: Term): Term | undefined {
  if (!isMoment(term.kind)) return undefined
  if (term.zeroDate === 'null') return compound(`${operand(term)} IS NOT NULL`, 'boolean', {nullable: false})
  if (term.zeroDate !== '-infinity') return undefined
  return compound(`${operand(term)} <> ${term.kind} '${term.zeroDate}'`, 'boolean')
}

/** The text or number that is `0000-00-00` to the server. */
export function isZero(term: Term, context: Context): boolean {
  const {kind, literal} = term
  return (
    isNothing(term, context) ||
    (kind === 'text' && literal?.kind === 'text' && /^0000-00-00( 00:00:00(\.0+)?)?$/.test(literal.value))
  )
}

/** The number 0, and the empty text, at which MySQL fails and MariaDB reads zeros. */
function isNothing({kind, literal}: Term, {flavor}: Context): boolean {
  if (literal?.kind === 'number') return Number(literal.value) === 0
  return flavor === 'mariadb' && kind === 'text' && literal?.kind === 'text' && literal.value === ''
}
