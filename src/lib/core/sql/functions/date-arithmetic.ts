import {toMoment, toNumber, toTimestamp} from '../coerce.js'
import type {Context} from '../context.js'
import {kindOf, scaleOf} from '../postgres-kind.js'
import {onlyFields} from '../only-fields.js'
import {refuse} from '../refused.js'
import type {IntervalExpression} from '../syntax-tree.js'
import {variantOf} from '../syntax-tree.js'
import {atom, castTo, compound, operand, type Term, wholeNumber} from '../term.js'
import {toDuration} from './time-arithmetic.js'

/** MySQL's units as Postgres spells one of them. */
const UNITS: Record<string, {one: string; days: boolean}> = {
  microsecond: {one: '1 microsecond', days: false},
  second: {one: '1 second', days: false},
  minute: {one: '1 minute', days: false},
  hour: {one: '1 hour', days: false},
  day: {one: '1 day', days: true},
  week: {one: '7 days', days: true},
  month: {one: '1 month', days: true},
  quarter: {one: '3 months', days: true},
  year: {one: '1 year', days: true},
}

/** `d + interval n day`: a date stays a date as long as only whole days move. */
export function shiftMoment(
  term: Term,
  interval: IntervalExpression,
  sign: 'Minus' | 'Plus',
  context: Context,
): Term {
  const {amount, days} = durationOf(interval, context)
  if (term.kind === 'time' || term.kind === 'interval') {
    if (days) refuse('days are added to a time')
    return compound(`${operand(toDuration(term))} ${sign === 'Plus' ? '+' : '-'} ${amount}`, 'interval')
  }

  const start = startOf(term, context)
  const moved = compound(`${operand(start)} ${sign === 'Plus' ? '+' : '-'} ${amount}`, typeAfter(start))
  return start.kind === 'date' && days ? castTo(moved, 'date') : moved
}

/** `interval n day` as Postgres writes it, and whether it is of whole days. */
export function durationOf(interval: IntervalExpression, context: Context): {amount: string; days: boolean} {
  onlyFields(interval, ['value', 'leading_field'], 'an interval')
  const unit = variantOf(interval.leading_field ?? '')[0].toLowerCase()
  const {one, days} = UNITS[unit] ?? refuse(`an interval in ${unit} is not translated`)
  return {amount: amountOf(context.emit(interval.value), one, unit), days}
}

/** MySQL takes the zone of a timestamp from the session. */
function startOf(term: Term, context: Context): Term {
  const moment = toMoment(term)
  return moment.kind === 'date' ? moment : toTimestamp(moment, context)
}

function typeAfter(start: Term): string {
  return start.kind === 'date' ? 'timestamp(0)' : start.type
}

/** MySQL rounds the number of all units but seconds. */
function amountOf(value: Term, one: string, unit: string): string {
  const number = toNumber(value)
  const count = wholeNumber(number)
  if (count !== undefined) return count === 1 ? `interval '${one}'` : literalInterval(count, one)
  const whole = unit === 'second' || kindOf(number.type) === 'integer'
  return `${whole ? operand(number) : `round(${number.sql})`} * interval '${one}'`
}

function literalInterval(count: number, one: string): string {
  const [, digits, name] = /^(\d+) (\w+)$/.exec(one) ?? refuse(`the interval ${one} is not known`)
  return `interval '${count * Number(digits)} ${name?.endsWith('s') ? name : `${name}s`}'`
}

/** Whole units of time from one moment to another, as MySQL's timestampdiff counts them. */
export function momentDifference(unit: string, from: Term, to: Term, context: Context): Term {
  const seconds = SECONDS[unit]
  // Of two times of the same day; MariaDB gives NULL for some that are computed, which are intervals here.
  const areTimes = seconds !== undefined && from.kind === 'time' && to.kind === 'time'
  const [start, end] = areTimes ? [from, to] : [toTimestamp(from, context), toTimestamp(to, context)]
  if (seconds !== undefined) {
    const elapsed = `extract(epoch FROM ${operand(end)} - ${operand(start)})`
    return castTo(
      atom(seconds === 1 ? `trunc(${elapsed})` : `trunc(${elapsed} / ${seconds})`, 'numeric'),
      'bigint',
    )
  }

  const months = MONTHS[unit] ?? refuse(`timestampdiff in ${unit} is not translated`)
  const age = `age(${end.sql}, ${start.sql})`
  const count = `extract(year FROM ${age}) * 12 + extract(month FROM ${age})`
  return castTo(atom(months === 1 ? `(${count})` : `trunc((${count}) / ${months})`, 'numeric'), 'bigint')
}

const SECONDS: Record<string, number> = {second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800}
const MONTHS: Record<string, number> = {month: 1, quarter: 3, year: 12}

/** Digits after the second that a moment's type has. */
export function fractionOf(term: Term): number {
  return scaleOf(term.type) ?? 0
}
