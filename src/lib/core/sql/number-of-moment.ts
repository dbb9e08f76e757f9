import {scaleOf} from './postgres-kind.js'
import {refuse} from './refused.js'
import {atom, type Term} from './term.js'

const DATE_PARTS = ['year', 'month', 'day']
const TIME_PARTS = ['hour', 'minute', 'second']

/** The digits of a date or time as one number, as MySQL computes with it: 20240531, 20240531235959, 235959. */
export function numberOfMoment({kind, sql, type}: Term): Term {
  if (kind === 'timestamptz') return refuse('a date with a time zone is used as a number')
  if (kind !== 'date' && (scaleOf(type) ?? 0) > 0)
    return refuse('a time with fractions of a second is used as a number')
  const parts = [...(kind === 'time' ? [] : DATE_PARTS), ...(kind === 'date' ? [] : TIME_PARTS)]
  const digits = parts.map(
    (part, at) => `trunc(extract(${part} FROM ${sql})) * ${100 ** (parts.length - 1 - at)}`,
  )
  return atom(`(${digits.join(' + ')})::bigint`, 'bigint', {nonNegative: true})
}
