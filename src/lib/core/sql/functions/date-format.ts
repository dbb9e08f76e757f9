import {toMoment, toTimestamp} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {refuse} from '../refused.js'
import {spelled} from '../spelled-moment.js'
import {atom, castTo, compound, numberLiteral, type Term} from '../term.js'
import {formatFromParts, toCharFormat} from './date-pattern.js'
import {extractPart} from './extract-part.js'
import {timeOf} from './time-arithmetic.js'
import {sundayOf, week} from './week-numbers.js'

/** `date_format(value, format)`. */
export function dateFormat(value: Term, format: Term, context: Context): Term {
  if (value.kind === 'time' && !DATE_LETTERS.test(formatOf(format))) return timeFormat(value, format, context)
  if (/%[abMW]/.test(formatOf(format))) needsEnglish(context)
  const moment = toMoment(value)
  const date = moment.kind === 'date' ? moment : toTimestamp(moment, context)
  const spelling = {format: formatOf(format), date, time: date}
  const text = context.immutable
    ? compound(formatFromParts(spelling.format, toTimestamp(moment, context).sql), 'text')
    : charactersOf(moment, spelling.format, context)
  return spelled(text, spelling)
}

/** What to_char writes; it knows only the weeks of ISO and counts the days of the week from 1, so those pieces are computed. */
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

/** `time_format(value, format)`. */
export function timeFormat(value: Term, format: Term, context: Context): Term {
  const time = timeOf(value, context)
  if (time.kind === 'interval') return refuse('time_format of a duration is not translated')
  if (DATE_LETTERS.test(formatOf(format))) return refuse('time_format with parts of a date is not translated')
  needsSettings(context, 'the text of a time')
  const source = time.kind === 'time' ? castTo(time, 'interval') : time
  const text = atom(`to_char(${source.sql}, ${toCharFormat(formatOf(format))})`, 'text')
  return spelled(text, {format: formatOf(format), time})
}

/** Refuses the names of days and months where the server has them in another language; Postgres writes them in English. */
export function needsEnglish({defaults: {timeNames}}: Context): void {
  if (!timeNames.startsWith('en_'))
    refuse(`names of days and months are in another language (lc_time_names = ${timeNames})`)
}

/** A format, which has to be a literal. */
export function formatOf(format: Term): string {
  return format.literal?.kind === 'text'
    ? format.literal.value
    : refuse('a date format that is not a literal is not translated')
}
