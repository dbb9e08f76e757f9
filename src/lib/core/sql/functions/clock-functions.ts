import {quoteLiteral} from '../../quote.js'
import {toMoment, toNumber, toTimestamp} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {fractionOf} from './date-arithmetic.js'
import {dateFormat} from './date-format.js'
import {refuse} from '../refused.js'
import {between, none, oneOrTwo, three, type FunctionTable, type SqlFunction} from '../sql-function.js'
import {atom, castTo, operand, wholeNumber, type Term} from '../term.js'

/** The current time and time zones. What depends on the session's time zone in MySQL depends on Postgres' session there. */
export const CLOCK_FUNCTIONS: FunctionTable = {
  now: clock('localtimestamp', 'timestamp'),
  current_timestamp: clock('localtimestamp', 'timestamp'),
  localtimestamp: clock('localtimestamp', 'timestamp'),
  localtime: clock('localtimestamp', 'timestamp'),
  sysdate: between(0, 1, ([digits], context) => {
    needsSettings(context, 'the clock')
    return atom(`clock_timestamp()::timestamp(${digitsOf(digits)})`, `timestamp(${digitsOf(digits)})`)
  }),
  curdate: none(today),
  current_date: none(today),
  curtime: clock('localtime', 'time'),
  current_time: clock('localtime', 'time'),
  utc_timestamp: between(0, 1, ([digits], context) => {
    needsSettings(context, 'the clock')
    return atom(
      `(now() AT TIME ZONE 'UTC')::timestamp(${digitsOf(digits)})`,
      `timestamp(${digitsOf(digits)})`,
    )
  }),
  utc_time: between(0, 1, ([digits], context) => {
    needsSettings(context, 'the clock')
    return atom(`(now() AT TIME ZONE 'UTC')::time(${digitsOf(digits)})`, `time(${digitsOf(digits)})`)
  }),
  utc_date: none(context => {
    needsSettings(context, 'the clock')
    return atom(`(now() AT TIME ZONE 'UTC')::date`, 'date')
  }),
  unix_timestamp: between(0, 1, ([value], context) => unixTimestamp(value, context)),
  from_unixtime: oneOrTwo((value, format, context) => {
    const digits = value.kind === 'integer' ? 0 : 6
    const zone = context.immutable
      ? `timezone('UTC', to_timestamp(${toNumber(value).sql}))`
      : `to_timestamp(${toNumber(value).sql})::timestamp`
    const moment = atom(zone, `timestamp(${digits})`)
    return format === undefined ? moment : dateFormat(moment, format, context)
  }),
  convert_tz: three((value, from, to, context) => {
    const moment = toTimestamp(value, context)
    return atom(`(${operand(moment)} AT TIME ZONE ${zoneOf(from)} AT TIME ZONE ${zoneOf(to)})`, moment.type)
  }),
}

/** MySQL's clock has no fractions of a second unless asked, and no time zone. */
function clock(name: string, type: string): SqlFunction {
  return between(0, 1, ([digits], context) => {
    needsSettings(context, 'the clock')
    return atom(`${name}(${digitsOf(digits)})`, `${type}(${digitsOf(digits)})`)
  })
}

function digitsOf(digits: Term | undefined): number {
  return digits === undefined
    ? 0
    : (wholeNumber(digits) ?? refuse('a computed number of fractional digits is not translated'))
}

function today(context: Context): Term {
  needsSettings(context, 'the clock')
  return atom('current_date', 'date')
}

function unixTimestamp(value: Term | undefined, context: Context): Term {
  if (value === undefined) {
    needsSettings(context, 'the clock')
    return atom('trunc(extract(epoch FROM now()))::bigint', 'bigint')
  }

  const moment = toMoment(value)
  if (moment.kind !== 'timestamptz') needsSettings(context, 'unix_timestamp of a date without time zone')
  const zoned = moment.kind === 'timestamptz' ? moment : castTo(moment, 'timestamptz')
  const seconds = `extract(epoch FROM ${zoned.sql})`
  const digits = moment.kind === 'date' ? 0 : fractionOf(moment)
  const term =
    digits === 0
      ? atom(`trunc(${seconds})::bigint`, 'bigint')
      : atom(`trunc(${seconds}, ${digits})`, 'numeric', {scale: digits})
  return moment.kind === 'timestamptz' || context.flavor !== 'mysql' ? term : withinEpoch(term)
}

/** In MySQL a date before 1970 or after 3001-01-18 is second 0. */
function withinEpoch(seconds: Term): Term {
  const {sql} = seconds
  return {
    ...seconds,
    sql: `CASE WHEN ${sql} BETWEEN 0 AND 32536771199 THEN ${sql} WHEN ${sql} IS NOT NULL THEN 0 END`,
  }
}

/** `+02:00` is an interval: Postgres reads a zone of that name the other way round. */
function zoneOf(zone: Term): string {
  const name =
    zone.literal?.kind === 'text' ? zone.literal.value : refuse('a computed time zone is not translated')
  if (name === 'SYSTEM') refuse("the server's time zone (SYSTEM) is not translated")
  return /^[+-]\d{1,2}:\d{2}$/.test(name) ? `interval ${quoteLiteral(name)}` : quoteLiteral(name)
}
