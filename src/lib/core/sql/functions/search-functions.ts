import {constantOf} from '../constant-of.js'
import {compare} from '../compare.js'
import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {matchesPattern, patternOf} from './regular-expression.js'
import {between, three, two, twoOrThree, type FunctionTable} from '../sql-function.js'
import {atom, isNull, operand, textLiteral, wholeNumber, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** Finding text in text. Letters are told apart by case, where MySQL's usual collations are not. */
export const SEARCH_FUNCTIONS: FunctionTable = {
  locate: twoOrThree((part, text, start, context) => locate(text, part, start, context)),
  instr: two((text, part, context) => locate(text, part, undefined, context)),
  field: between(2, 200, ([value, ...list], context) => field(value, list, context)),
  find_in_set: two(findInSet),
  regexp_like: between(2, 3, ([text, pattern, mode], context) => {
    if (text === undefined || pattern === undefined) return refuse('regexp_like needs a text and a pattern')
    return matchesPattern(text, pattern, matchMode(mode), context)
  }),
  regexp_replace: three((text, pattern, replacement, context) => {
    const sql = patternOf(pattern)
    const put =
      replacement.literal?.kind === 'text'
        ? replacement.literal.value
        : refuse('regexp_replace with a computed replacement is not translated')
    if (/[\\$]/.test(put)) refuse('regexp_replace with references in its replacement is not translated')
    return atom(`regexp_replace(${toText(text, context).sql}, ${sql}, ${textLiteral(put).sql}, 'gi')`, 'text')
  }),
  // The fewest characters before a match are those before the first one.
  regexp_instr: two((value, pattern, context) => {
    const text = toText(value, context)
    const before = `regexp_match(${text.sql}, '^(.*?)(?:' || ${patternOf(pattern)} || ')', 'i')`
    return atom(
      `CASE WHEN ${operand(text)} IS NOT NULL THEN COALESCE(char_length((${before})[1]) + 1, 0) END`,
      'integer',
    )
  }),
  // The whole pattern is the first group, whatever groups it has of its own. MariaDB's result is never NULL for a text.
  regexp_substr: two((value, pattern, context) => {
    const text = toText(value, context).sql
    const found = `(regexp_match(${text}, '(' || ${patternOf(pattern)} || ')', 'i'))[1]`
    return atom(context.flavor === 'mariadb' ? `COALESCE(${found}, left(${text}, 0))` : found, 'text')
  }),
}

function locate(value: Term, part: Term, start: Term | undefined, context: Context): Term {
  const [text, wanted] = [toText(value, context).sql, toText(part, context).sql]
  if (start === undefined) return atom(`strpos(${text}, ${wanted})`, 'integer', {nonNegative: true})
  const at = wholeNumber(start)
  if (at === undefined || at < 1) return refuse('locate from a place that is not a literal is not translated')
  const found = `strpos(substr(${text}, ${at}), ${wanted})`
  return atom(`CASE WHEN ${found} > 0 THEN ${found} + ${at - 1} ELSE ${found} END`, 'integer')
}

function field(value: Term | undefined, list: readonly Term[], context: Context): Term {
  if (value === undefined) return refuse('field has no value')
  const whens = list
    .map((one, at) => (isNull(one) ? '' : `WHEN ${compare(value, '=', one, context).sql} THEN ${at + 1} `))
    .join('')
  return atom(`CASE ${whens}ELSE 0 END`, 'integer')
}

function findInSet(value: Term, list: Term, context: Context): Term {
  const array = list.kind === 'set' ? list.sql : `string_to_array(${toText(list, context).sql}, ',')`
  const wanted = toText(value.literal === undefined ? value : constantOf('text', value), context)
  const place = `COALESCE(array_position(${array}, ${wanted.sql}), 0)`
  const present = [wanted, list]
    .filter(({literal}) => literal === undefined)
    .map(term => `${operand(term)} IS NOT NULL`)
  return atom(
    present.length === 0 ? place : `CASE WHEN ${present.join(' AND ')} THEN ${place} END`,
    'integer',
  )
}

function matchMode(mode: Term | undefined): 'exact' | 'ignore-case' {
  const letters = mode === undefined ? 'i' : mode.literal?.value
  if (letters === 'i') return 'ignore-case'
  return letters === 'c' ? 'exact' : refuse('regexp_like with a mode other than c or i is not translated')
}
