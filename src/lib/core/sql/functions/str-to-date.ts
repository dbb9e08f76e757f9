import {needsSettings, type Context} from '../context.js'
import {quoteLiteral} from '../../quote.js'
import {refuse} from '../refused.js'
import {atom, operand, type Term} from '../term.js'
import {toText} from '../to-text.js'
import {toTimestampFormat} from './date-pattern.js'

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'
const MONTH = '[1-9](?![0-9])|0[1-9]|1[0-2]'
const DAY = '[1-9](?![0-9])|0[1-9]|[12][0-9]|3[01]'
const HOUR = '[0-9](?![0-9])|[01][0-9]|2[0-3]'
const SIXTIETH = '[0-9](?![0-9])|[0-5][0-9]'

/** What MySQL reads for each letter, and which part of a date it is. */
const SHAPES: Readonly<Record<string, {part?: 'day' | 'month' | 'year'; pattern: string}>> = {
  Y: {part: 'year', pattern: '(?!0000)[0-9]{4}'},
  y: {part: 'year', pattern: '[0-9]{2}'},
  m: {part: 'month', pattern: MONTH},
  c: {part: 'month', pattern: MONTH},
  b: {part: 'month', pattern: MONTHS.replaceAll(/...(?!$)/g, '$&|')},
  M: {
    part: 'month',
    pattern: 'january|february|march|april|may|june|july|august|september|october|november|december',
  },
  d: {part: 'day', pattern: DAY},
  e: {part: 'day', pattern: DAY},
  H: {pattern: HOUR},
  k: {pattern: HOUR},
  i: {pattern: SIXTIETH},
  s: {pattern: SIXTIETH},
  S: {pattern: SIXTIETH},
  T: {pattern: `(?:${HOUR}):(?:${SIXTIETH}):(?:${SIXTIETH})`},
}

/** A date, a time or both, read from text; NULL as in MySQL where the text is none, at which Postgres would fail. */
export function strToDate(value: Term, format: string, context: Context): Term {
  needsSettings(context, 'str_to_date')
  const text = toText(value, context)
  const {pattern, hasTime} = toTimestampFormat(format)
  const {shape, parts} = shapeOf(format)
  const [type, cast] = parts.length === 0 ? ['time(0)', '::time'] : ['timestamp(0)', '::timestamp']
  const read = hasTime ? `to_timestamp(${text.sql}, ${pattern})${cast}` : `to_date(${text.sql}, ${pattern})`
  const whole = parts.length === 0 ? read : `CASE WHEN ${dayExists(text, shape, parts)} THEN ${read} END`
  return atom(`CASE WHEN ${operand(text)} ~* ${shape} THEN ${whole} END`, hasTime ? type! : 'date')
}

/** A regular expression for the texts of a format, and the parts of a date that its groups hold. */
function shapeOf(format: string): {shape: string; parts: string[]} {
  const parts: string[] = []
  const shape = format.replaceAll(/%(.)|(\s+)|([^\w\s%])/gs, (_, letter?: string, blank?: string) => {
    if (blank !== undefined) return '[[:space:]]*'
    if (letter === undefined) return `[${_ === '\\' || _ === '^' || _ === ']' ? `\\${_}` : _}]`
    const {part, pattern} =
      SHAPES[letter] ??
      (letter === '%'
        ? {part: undefined, pattern: '%'}
        : refuse(`%${letter} in str_to_date is not translated`))
    if (part === undefined) return `(?:${pattern})`
    parts.push(letter)
    return `(${pattern})`
  })
  return {shape: quoteLiteral(`^[[:space:]]*${shape}`), parts}
}

/** Whether the month has that day. A date that lacks a part is none in MySQL's usual mode. */
function dayExists(text: Term, shape: string, parts: readonly string[]): string {
  const found = (part: string) => {
    const at = parts.findIndex(letter => SHAPES[letter]?.part === part)
    if (at === -1) refuse(`str_to_date without a ${part} is not translated`)
    return {letter: parts[at], sql: `(regexp_match(${text.sql}, ${shape}, 'i'))[${at + 1}]`}
  }

  const [year, month, day] = [found('year'), found('month'), found('day')]
  const fullYear =
    year.letter === 'y' ? `extract(year FROM to_date(${year.sql}, 'YY'))::integer` : `${year.sql}::integer`
  const number = /[bM]/.test(month.letter ?? '')
    ? `(position(lower(left(${month.sql}, 3)) IN '${MONTHS}') + 2) / 3`
    : `${month.sql}::integer`
  const last = `extract(day FROM make_date(${fullYear}, ${number}, 1) + interval '1 month -1 day')`
  return `${day.sql}::integer <= ${last}`
}
