import {alignPair} from './align-pair.js'
import type {ComparisonSign} from './comparison-sign.js'
import type {Context} from './context.js'
import {jsonOrder} from './functions/json-order.js'
import {toNumber} from './coerce.js'
import {truncateQuotient} from './number-operators.js'
import {replaceMissingDay} from './replace-missing-day.js'
import {isNumber} from './postgres-kind.js'
import {refuse} from './refused.js'
import {compound, operand, type Term} from './term.js'
import {compareZeroDate} from './zero-date.js'

/** A comparison with Postgres' sign. Text is compared exactly, where MySQL's usual collations ignore case. */
export function compare(left: Term, sign: ComparisonSign, right: Term, context: Context): Term {
  const ordered = sign.startsWith('>') || /^<=?$/.test(sign)
  if (ordered && (left.kind === 'json' || right.kind === 'json')) return jsonOrder(left, sign, right, context)
  if (ordered && [left, right].some(({kind}) => kind === 'enum')) return enumOrder(left, sign, right, context)
  const zero = compareZeroDate(left, sign, right, context)
  if (zero !== undefined) return zero
  const beside = replaceMissingDay({left, sign, right}, context)
  if (beside !== undefined) return compare(beside.left, beside.sign, beside.right, context)
  const [a, b] = alignPair(truncateQuotient(left), truncateQuotient(right), context)
  if (isCitext(a) || isCitext(b)) return compareCitext(a, sign, b)
  const nullable = sign === 'IS NOT DISTINCT FROM' ? false : undefined
  return compound(`${operand(a)} ${sign} ${operand(b)}`, 'boolean', {nullable})
}

/** Next to a number an enum counts as its label's place; next to text MySQL compares its text. */
function enumOrder(left: Term, sign: ComparisonSign, right: Term, context: Context): Term {
  const number = [left, right].find(({kind}) => isNumber(kind))
  if (number === undefined) return refuse('the order of an enum is compared')
  return compare(toNumber(left), sign, toNumber(right), context)
}

/** Equality of two terms that have been aligned. */
export function equal(left: Term, right: Term): Term {
  if (isCitext(left) || isCitext(right)) return compareCitext(left, '=', right)
  return compound(`${operand(left)} = ${operand(right)}`, 'boolean')
}

export function isCitext({type}: Term): boolean {
  return /^(public\.)?citext$/.test(type)
}

/** pg_restore works with an empty search_path, under which a bare `=` would compare citext as text. */
function compareCitext(left: Term, sign: ComparisonSign, right: Term): Term {
  if (sign === 'IS NOT DISTINCT FROM') return refuse('<=> with citext is not translated')
  return compound(`${operand(left)} OPERATOR(public.${sign}) ${operand(right)}`, 'boolean')
}
