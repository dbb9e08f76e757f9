import {toInteger} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {refuse} from '../refused.js'
import {atom, operand, wholeNumber, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** Negative lengths give the empty text in MySQL; Postgres counts them from the other end or refuses them. */
export function atLeastZero(length: Term): string {
  const count = wholeNumber(length)
  if (count !== undefined) return String(Math.max(count, 0))
  if (length.nonNegative) return length.sql
  return `CASE WHEN ${operand(length)} < 0 THEN 0 ELSE ${length.sql} END`
}

/** MySQL counts a negative start from the end and gives the empty text for 0 and past the beginning. */
export function substring(value: Term, start: Term, length: Term | undefined, context: Context): Term {
  const text = toText(value, context)
  const rest = length === undefined ? '' : `, ${atLeastZero(toInteger(length))}`
  const from = toInteger(start)
  const at = wholeNumber(from)
  if (at !== undefined && at > 0) return atom(`substr(${text.sql}, ${at}${rest})`, 'text')
  const back = `char_length(${text.sql}) + ${operand(from)}`
  const branches = [
    `WHEN ${operand(from)} > 0 THEN substr(${text.sql}, ${from.sql}${rest})`,
    `WHEN ${operand(from)} < 0 AND ${back} >= 0 THEN substr(${text.sql}, ${back} + 1${rest})`,
    `WHEN ${operand(from)} <= 0 THEN left(${text.sql}, 0)`,
  ]
  return atom(`CASE ${branches.join(' ')} END`, 'text')
}

/** The text before the n-th delimiter, from the end when n is negative. */
export function substringIndex(value: Term, delimiter: Term, count: Term, context: Context): Term {
  const [text, at] = [toText(value, context).sql, wholeNumber(count)]
  if (at === undefined || delimiter.literal?.kind !== 'text' || delimiter.literal.value === '')
    return refuse('substring_index with a delimiter or count that is not a literal is not translated')
  if (at === 0) return atom(`left(${text}, 0)`, 'text')
  if (Math.abs(at) === 1) return atom(`split_part(${text}, ${delimiter.sql}, ${at})`, 'text')
  needsSettings(context, 'substring_index')
  const parts = `string_to_array(${text}, ${delimiter.sql})`
  const slice = at > 0 ? `1:${at}` : `cardinality(${parts}) - ${-at - 1}:`
  return atom(`array_to_string((${parts})[${slice}], ${delimiter.sql})`, 'text')
}
