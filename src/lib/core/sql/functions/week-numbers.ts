import {toDate} from '../coerce.js'
import type {Context} from '../context.js'
import {extractPart} from './extract-part.js'
import {refuse} from '../refused.js'
import {atom, compound, operand, wholeNumber, type Term} from '../term.js'

/** Mode 0 counts weeks from Sunday, days before the first one in week 0; mode 1 from Monday; mode 3 is ISO's. */
export function week(value: Term, mode: Term | undefined, context: Context): Term {
  const number = mode === undefined ? 0 : wholeNumber(mode)
  if (number === 3) return extractPart('week', value, context)
  const doy = extractPart('doy', value, context).sql
  if (number === 0) return atom(`((${doy} + 6 - ${extractPart('dow', value, context).sql}) / 7)`, 'integer')
  if (number === 1)
    return atom(`((${doy} + 10 - ${extractPart('isodow', value, context).sql}) / 7)`, 'integer')
  return refuse('week in a mode other than 0, 1 or 3 is not translated')
}

/** The year is the week's, so that mode 1 is ISO's; in mode 0 a week belongs to the year of its Sunday. */
export function yearWeek(value: Term, mode: Term | undefined, context: Context): Term {
  const number = mode === undefined ? 0 : wholeNumber(mode)
  if (number === 1 || number === 3)
    return compound(
      `${extractPart('isoyear', value, context).sql} * 100 + ${extractPart('week', value, context).sql}`,
      'integer',
    )
  if (number !== 0) return refuse('yearweek in a mode other than 0, 1 or 3 is not translated')
  const sunday = sundayOf(value, context)
  return compound(
    `${extractPart('year', sunday, context).sql} * 100 + ${week(sunday, undefined, context).sql}`,
    'integer',
  )
}

/** The Sunday on or before a day. */
export function sundayOf(value: Term, context: Context): Term {
  const date = toDate(value, context)
  return atom(`(${operand(date)} - ${extractPart('dow', date, context).sql})`, 'date')
}
