import {toDate, toInteger, toMoment, toTimestamp} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {formatFromParts, toCharFormat} from './date-format.js'
import {extractPart} from './extract-part.js'
import {toWhole} from '../emit-cast.js'
import {timeLiteral} from '../literals.js'
import {isMoment} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {one, oneOrTwo, three, two, type FunctionTable, type SqlFunction} from '../sql-function.js'
import {strToDate} from './str-to-date.js'
import {makeTime, shiftedTime, timeBetween, timeOfSeconds, toDuration} from './time-arithmetic.js'
import {sundayOf, week, yearWeek} from './week-numbers.js'
import {spelled} from '../spelled-moment.js'
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
  extract_week: one((value, context) => week(value, undefined, context)),
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

function timeOf(value: Term, context: Context): Term {
  if (value.kind === 'time' || value.kind === 'interval') return value
  const literal = value.literal?.kind === 'text' && value.kind === 'text' ? value.literal.value : undefined
  if (literal !== undefined && !literal.includes('-')) return timeLiteral(literal, 'time')
  return toTimestamp(value, context)
}

function moved(value: Term, sign: '+' | '-', time: Term, context: Context): Term {
  if (value.kind === 'time' || value.kind === 'interval') return shiftedTime(value, sign, time)
  const start = toTimestamp(value, context)
  return compound(`${operand(start)} ${sign} ${operand(toDuration(time))}`, start.type)
}

/** There is no day before the first nor after the year 9999. */
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

/** Years of two digits are of 1970 to 2069. */
function fullYear(year: string): string {
  return `${year} + CASE WHEN ${year} < 70 THEN 2000 WHEN ${year} < 100 THEN 1900 ELSE 0 END`
}

/** Months since the year 0 of `202405`. */
function periodMonths(period: Term, context: Context): string {
  const number = operand(toWhole(period, context))
  const year = `${number} / 100`
  return `((${fullYear(year)}) * 12 + ${number} % 100 - 1)`
}

function named(pattern: string, value: Term, context: Context): Term {
  needsSettings(context, 'the name of a day or month')
  return atom(`to_char(${toMoment(value).sql}, '${pattern}')`, 'text')
}

export function dateFormat(value: Term, format: Term, context: Context): Term {
  if (value.kind === 'time' && !DATE_LETTERS.test(formatOf(format))) return timeFormat(value, format, context)
  const moment = toMoment(value)
  const date = moment.kind === 'date' ? moment : toTimestamp(moment, context)
  const spelling = {format: formatOf(format), date, time: date}
  const text = context.immutable
    ? compound(formatFromParts(spelling.format, toTimestamp(moment, context).sql), 'text')
    : charactersOf(moment, spelling.format, context)
  return spelled(text, spelling)
}

/** to_char knows the weeks of ISO only, and no day of the week from 0. */
function charactersOf(moment: Term, format: string, context: Context): Term {
  const pieces = format.match(/%[UuVXw]|(?:%[^UuVXw]|[^%])+/gs) ?? []
  if (!pieces.some(piece => Object.hasOwn(WEEKS, piece)))
    return atom(`to_char(${moment.sql}, ${toCharFormat(format)})`, 'text')
  const written = pieces.map(piece => {
    const write = WEEKS[piece]
    if (write === undefined) return `to_char(${moment.sql}, ${toCharFormat(piece)})`
    const {width, number} = write(moment, context)
    return `lpad(${number.sql}::text, ${width}, '0')`
  })
  return compound(written.join(' || '), 'text')
}

type WriteWeek = (moment: Term, context: Context) => {width: number; number: Term}

const WEEKS: Readonly<Record<string, WriteWeek>> = {
  '%U': (moment, context) => ({width: 2, number: week(moment, undefined, context)}),
  '%u': (moment, context) => ({width: 2, number: week(moment, numberLiteral('1'), context)}),
  '%V': (moment, context) => ({width: 2, number: week(sundayOf(moment, context), undefined, context)}),
  '%X': (moment, context) => ({width: 4, number: extractPart('year', sundayOf(moment, context), context)}),
  '%w': (moment, context) => ({width: 1, number: extractPart('dow', moment, context)}),
}

const DATE_LETTERS = /%[^HhIilprsSTfk%]/

function timeFormat(value: Term, format: Term, context: Context): Term {
  const time = timeOf(value, context)
  if (time.kind === 'interval') return refuse('time_format of a duration is not translated')
  if (DATE_LETTERS.test(formatOf(format))) return refuse('time_format with parts of a date is not translated')
  needsSettings(context, 'the text of a time')
  const source = time.kind === 'time' ? castTo(time, 'interval') : time
  const text = atom(`to_char(${source.sql}, ${toCharFormat(formatOf(format))})`, 'text')
  return spelled(text, {format: formatOf(format), time})
}

function formatOf(format: Term): string {
  return format.literal?.kind === 'text'
    ? format.literal.value
    : refuse('a date format that is not a literal is not translated')
}
