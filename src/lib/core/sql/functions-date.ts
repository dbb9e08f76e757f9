import {quoteLiteral} from '../quote.js'
import {toDate, toInteger, toMoment, toNumber, toTimestamp} from './coerce.js'
import {needsSettings, type Context} from './context.js'
import {fractionOf} from './date-arithmetic.js'
import {formatFromParts, toCharFormat, toTimestampFormat} from './date-format.js'
import {partOf} from './date-part.js'
import {timeLiteral} from './literals.js'
import {isMoment} from './postgres-kind.js'
import {refuse} from './refused.js'
import {
  between,
  none,
  one,
  oneOrTwo,
  three,
  two,
  type FunctionTable,
  type SqlFunction,
} from './sql-function.js'
import {week, yearWeek} from './week-numbers.js'
import {atom, castTo, compound, operand, wholeNumber, type Term} from './term.js'
import {toText} from './text-of.js'

/** Dates and times. What depends on the session's time zone in MySQL depends on Postgres' session there. */
export const DATE_FUNCTIONS: FunctionTable = {
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
  utc_date: none(context => {
    needsSettings(context, 'the clock')
    return atom(`(now() AT TIME ZONE 'UTC')::date`, 'date')
  }),
  year: datePart('year'),
  month: datePart('month'),
  day: datePart('day'),
  dayofmonth: datePart('day'),
  quarter: datePart('quarter'),
  dayofyear: datePart('doy'),
  hour: timePart('hour'),
  minute: timePart('minute'),
  second: timePart('second'),
  microsecond: one((value, context) =>
    atom(`(extract(microsecond FROM ${timeOf(value, context).sql})::integer % 1000000)`, 'integer'),
  ),
  dayofweek: one((value, context) => compound(`${partOf('dow', value, context).sql} + 1`, 'integer')),
  weekday: one((value, context) => compound(`${partOf('isodow', value, context).sql} - 1`, 'integer')),
  weekofyear: one((value, context) => partOf('week', value, context)),
  week: oneOrTwo(week),
  yearweek: oneOrTwo(yearWeek),
  dayname: one((value, context) => named('FMDay', value, context)),
  monthname: one((value, context) => named('FMMonth', value, context)),
  date: one(toDate),
  timestamp: oneOrTwo((value, time, context) =>
    time === undefined ? toTimestamp(value, context) : moved(value, '+', time, context),
  ),
  addtime: two((value, time, context) => moved(value, '+', time, context)),
  subtime: two((value, time, context) => moved(value, '-', time, context)),
  last_day: one((value, context) =>
    atom(
      `(date_trunc('month', ${toTimestamp(value, context).sql}) + interval '1 month' - interval '1 day')::date`,
      'date',
    ),
  ),
  to_days: one((value, context) =>
    compound(`${operand(toDate(value, context))} - date '0001-01-01' + 366`, 'integer'),
  ),
  from_days: one(value => compound(`date '0001-01-01' + (${toInteger(value).sql} - 366)`, 'date')),
  makedate: two((year, day) =>
    atom(`(make_date(${toInteger(year).sql}, 1, 1) + (${toInteger(day).sql} - 1))`, 'date'),
  ),
  datediff: two((a, b, context) =>
    compound(`${operand(toDate(a, context))} - ${operand(toDate(b, context))}`, 'integer'),
  ),
  timediff: two((a, b, context) => {
    if (!isMoment(a.kind) || !isMoment(b.kind)) return refuse('timediff of times is not translated')
    return atom(
      `make_interval(secs => extract(epoch FROM ${operand(toTimestamp(a, context))} - ${operand(toTimestamp(b, context))})::double precision)`,
      'interval',
    )
  }),
  time_to_sec: one((value, context) =>
    atom(`trunc(extract(epoch FROM ${timeOf(value, context).sql}))::integer`, 'integer'),
  ),
  sec_to_time: one(value => atom(`make_interval(secs => ${toNumber(value).sql})`, 'interval')),
  unix_timestamp: between(0, 1, ([value], context) => unixTimestamp(value, context)),
  from_unixtime: oneOrTwo((value, format, context) => {
    const digits = value.kind === 'integer' ? 0 : 6
    const zone = context.immutable
      ? `timezone('UTC', to_timestamp(${toNumber(value).sql}))`
      : `to_timestamp(${toNumber(value).sql})::timestamp`
    const moment = atom(zone, `timestamp(${digits})`)
    return format === undefined ? moment : dateFormat(moment, format, context)
  }),
  date_format: two(dateFormat),
  str_to_date: two((value, format, context) => {
    needsSettings(context, 'str_to_date')
    const {pattern, hasTime} = toTimestampFormat(formatOf(format))
    const text = toText(value, context).sql
    return hasTime
      ? atom(`to_timestamp(${text}, ${pattern})::timestamp`, 'timestamp(0)')
      : atom(`to_date(${text}, ${pattern})`, 'date')
  }),
  convert_tz: three((value, from, to, context) => {
    const moment = toTimestamp(value, context)
    return atom(`(${operand(moment)} AT TIME ZONE ${zoneOf(from)} AT TIME ZONE ${zoneOf(to)})`, moment.type)
  }),
  extract_year: datePart('year'),
  extract_quarter: datePart('quarter'),
  extract_month: datePart('month'),
  extract_week: one((value, context) => week(value, undefined, context)),
  extract_day: datePart('day'),
  extract_hour: timePart('hour'),
  extract_minute: timePart('minute'),
  extract_second: timePart('second'),
  extract_year_month: one((value, context) =>
    compound(
      `${partOf('year', value, context).sql} * 100 + ${partOf('month', value, context).sql}`,
      'integer',
    ),
  ),
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

function datePart(name: string): SqlFunction {
  return one((value, context) => partOf(name, value, context))
}

function timePart(name: string): SqlFunction {
  return one((value, context) => {
    const time = timeOf(value, context)
    if (time.kind === 'date') return refuse(`the ${name} of a date without time is not translated`)
    if (name !== 'second') return atom(`extract(${name} FROM ${time.sql})::integer`, 'integer')
    return atom(`trunc(extract(second FROM ${time.sql}))::integer`, 'integer')
  })
}

function timeOf(value: Term, context: Context): Term {
  if (value.kind === 'time' || value.kind === 'interval') return value
  const literal = value.literal?.kind === 'text' && value.kind === 'text' ? value.literal.value : undefined
  if (literal !== undefined && !literal.includes('-')) return timeLiteral(literal, 'time')
  return toTimestamp(value, context)
}

function moved(value: Term, sign: '+' | '-', time: Term, context: Context): Term {
  if (time.kind !== 'time' && time.kind !== 'interval' && time.literal === undefined)
    return refuse('a time that is no time is added')
  if (value.kind === 'time' || value.kind === 'interval') return refuse('times are added')
  const start = toTimestamp(value, context)
  const span =
    time.literal === undefined ? castTo(time, 'interval') : timeLiteral(time.literal.value, 'interval')
  return compound(`${operand(start)} ${sign} ${operand(span)}`, start.type)
}

function named(pattern: string, value: Term, context: Context): Term {
  needsSettings(context, 'the name of a day or month')
  return atom(`to_char(${toMoment(value).sql}, '${pattern}')`, 'text')
}

function dateFormat(value: Term, format: Term, context: Context): Term {
  const moment = toMoment(value)
  if (context.immutable)
    return compound(formatFromParts(formatOf(format), toTimestamp(moment, context).sql), 'text')
  return atom(`to_char(${moment.sql}, ${toCharFormat(formatOf(format))})`, 'text')
}

function formatOf(format: Term): string {
  return format.literal?.kind === 'text'
    ? format.literal.value
    : refuse('a date format that is not a literal is not translated')
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
  return digits === 0
    ? atom(`trunc(${seconds})::bigint`, 'bigint')
    : atom(`trunc(${seconds}, ${digits})`, 'numeric', {scale: digits})
}

/** `+02:00` is an interval: Postgres reads a zone of that name the other way round. */
function zoneOf(zone: Term): string {
  const name =
    zone.literal?.kind === 'text' ? zone.literal.value : refuse('a computed time zone is not translated')
  if (name === 'SYSTEM') refuse("the server's time zone (SYSTEM) is not translated")
  return /^[+-]\d{1,2}:\d{2}$/.test(name) ? `interval ${quoteLiteral(name)}` : quoteLiteral(name)
}
