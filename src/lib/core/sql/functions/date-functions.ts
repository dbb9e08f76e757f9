import {toDate, toInteger, toMoment, toTimestamp} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {dateFormat, formatOf, needsEnglish, timeFormat} from './date-format.js'
import {extractPart} from './extract-part.js'
import {toWhole} from '../emit-cast.js'
import {isMoment} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {one, oneOrTwo, three, two, type FunctionTable, type SqlFunction} from '../sql-function.js'
import {strToDate} from './str-to-date.js'
import {makeTime, shiftedTime, timeBetween, timeOf, timeOfSeconds, toDuration} from './time-arithmetic.js'
import {week, yearWeek} from './week-numbers.js'
import {atom, castTo, compound, numberLiteral, operand, wholeNumber, type Term} from '../term.js'

/** Dates and times. What depends on the session's time zone in MySQL depends on Postgres' session there. */
export const DATE_FUNCTIONS: FunctionTable = {
  year: datePart('year'),
  month: datePart('month'),
  day: datePart('day'),
  dayofmonth: datePart('day'),
  quarter: datePart('quarter'),
  dayofyear: datePart('doy'),
  hour: timePart('hour'),
  minute: timePart('minute'),
  second: timePart('second'),
  microsecond: one(microseconds),
  dayofweek: one((value, context) => compound(`${extractPart('dow', value, context).sql} + 1`, 'integer')),
  weekday: one((value, context) => compound(`${extractPart('isodow', value, context).sql} - 1`, 'integer')),
  weekofyear: one((value, context) => extractPart('week', value, context)),
  week: oneOrTwo((value, mode, context) => week(value, mode ?? defaultMode(context), context)),
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
  makedate: two(makeDate),
  to_seconds: one((value, context) => {
    const moment = toTimestamp(value, context)
    return atom(
      `trunc(extract(epoch FROM ${operand(moment)} - timestamp '0001-01-01'))::bigint + 366 * 86400`,
      'bigint',
      {atomic: false},
    )
  }),
  period_add: two((period, months, context) => {
    const month = `${periodMonths(period, context)} + ${operand(toWhole(months, context))}`
    return compound(`(${month}) / 12 * 100 + (${month}) % 12 + 1`, 'bigint')
  }),
  period_diff: two((a, b, context) =>
    compound(`${periodMonths(a, context)} - ${periodMonths(b, context)}`, 'bigint'),
  ),
  datediff: two((a, b, context) =>
    compound(`${operand(toDate(a, context))} - ${operand(toDate(b, context))}`, 'integer'),
  ),
  timediff: two(timeBetween),
  time_to_sec: one((value, context) => {
    const time = timeOf(value, context)
    // Of a date with a time only the time counts.
    const {sql} = isMoment(time.kind) ? castTo(time, 'time') : time
    return atom(`trunc(extract(epoch FROM ${sql}))::integer`, 'integer')
  }),
  maketime: three(makeTime),
  sec_to_time: one(timeOfSeconds),
  date_format: two(dateFormat),
  time_format: two(timeFormat),
  str_to_date: two((value, format, context) => strToDate(value, formatOf(format), context)),
  extract_year: datePart('year'),
  extract_quarter: datePart('quarter'),
  extract_month: datePart('month'),
  extract_week: one((value, context) => week(value, defaultMode(context), context)),
  extract_day: datePart('day'),
  extract_hour: timePart('hour', false),
  extract_minute: timePart('minute', false),
  extract_second: timePart('second', false),
  extract_day_hour: timeParts(['day', 'hour']),
  extract_day_minute: timeParts(['day', 'hour', 'minute']),
  extract_day_second: timeParts(['day', 'hour', 'minute', 'second']),
  extract_hour_minute: timeParts(['hour', 'minute']),
  extract_hour_second: timeParts(['hour', 'minute', 'second']),
  extract_minute_second: timeParts(['minute', 'second']),
  extract_microsecond: one(microseconds),
  extract_year_month: one((value, context) =>
    compound(
      `${extractPart('year', value, context).sql} * 100 + ${extractPart('month', value, context).sql}`,
      'integer',
    ),
  ),
}

function defaultMode({defaults}: Context): Term {
  return numberLiteral(String(defaults.weekMode))
}

function datePart(name: string): SqlFunction {
  return one((value, context) => extractPart(name, value, context))
}

/** Of a negative duration hour(), minute() and second() are positive, and what extract() gives is not. */
function timePart(name: string, unsigned = true): SqlFunction {
  return one((value, context) => {
    const time = timeOf(value, context)
    if (time.kind === 'date') return refuse(`the ${name} of a date without time is not translated`)
    const part =
      name === 'second' ? `trunc(extract(second FROM ${time.sql}))` : `extract(${name} FROM ${time.sql})`
    return atom(`${time.kind === 'interval' && unsigned ? `abs(${part})` : part}::integer`, 'integer')
  })
}

/** Parts of a moment behind one another, two digits each: 23:59 is 2359. */
function timeParts(names: readonly string[]): SqlFunction {
  return one((value, context) => {
    const time = timeOf(value, context)
    if (time.kind !== 'timestamp') return refuse('several parts of a time without date are not translated')
    const digits = names.map(
      (name, at) => `trunc(extract(${name} FROM ${time.sql}))::integer * ${100 ** (names.length - 1 - at)}`,
    )
    return compound(digits.join(' + '), 'integer')
  })
}

function microseconds(value: Term, context: Context): Term {
  return atom(`(extract(microsecond FROM ${timeOf(value, context).sql})::integer % 1000000)`, 'integer')
}

function moved(value: Term, sign: '+' | '-', time: Term, context: Context): Term {
  if (value.kind === 'time' || value.kind === 'interval') return shiftedTime(value, sign, time)
  const start = toTimestamp(value, context)
  return compound(`${operand(start)} ${sign} ${operand(toDuration(time))}`, start.type)
}

/** `makedate(year, day)`: NULL for a day below 1 or past the year 9999. */
function makeDate(year: Term, day: Term): Term {
  const [from, count] = [toInteger(year), toInteger(day)]
  const [y, d] = [operand(from), operand(count)]
  const [givenYear, givenDay] = [wholeNumber(from), wholeNumber(count)]
  const isPlain = givenYear !== undefined && givenYear >= 100
  const full = isPlain ? y : fullYear(y)
  const first = `make_date(${full}, 1, 1)`
  const date = `${first} + (${d} - 1)`
  const tests = [
    ...(isPlain ? [] : [`${y} BETWEEN 0 AND 9999`]),
    ...(givenDay !== undefined && givenDay > 0 && givenDay < 367
      ? []
      : [`${d} BETWEEN 1 AND date '9999-12-31' - ${first} + 1`]),
  ]
  return tests.length === 0
    ? atom(`(${date})`, 'date')
    : atom(`CASE WHEN ${tests.join(' AND ')} THEN ${date} END`, 'date')
}

/** A year of two digits is one of 1970 to 2069. */
function fullYear(year: string): string {
  return `${year} + CASE WHEN ${year} < 70 THEN 2000 WHEN ${year} < 100 THEN 1900 ELSE 0 END`
}

/** The months from the year 0 to a period such as `202405`. */
function periodMonths(period: Term, context: Context): string {
  const number = operand(toWhole(period, context))
  const year = `${number} / 100`
  return `((${fullYear(year)}) * 12 + ${number} % 100 - 1)`
}

function named(pattern: string, value: Term, context: Context): Term {
  needsSettings(context, 'the name of a day or month')
  needsEnglish(context)
  return atom(`to_char(${toMoment(value).sql}, '${pattern}')`, 'text')
}
