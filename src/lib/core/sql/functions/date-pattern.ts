import {quoteLiteral} from '../../quote.js'
import {refuse} from '../refused.js'

/** MySQL's letters after % as to_char writes them, https://dev.mysql.com/doc/refman/9.0/en/date-and-time-functions.html#function_date-format. */
const TO_CHAR: Record<string, string> = {
  Y: 'YYYY',
  y: 'YY',
  m: 'MM',
  c: 'FMMM',
  d: 'DD',
  e: 'FMDD',
  M: 'FMMonth',
  b: 'Mon',
  W: 'FMDay',
  a: 'Dy',
  H: 'HH24',
  k: 'FMHH24',
  h: 'HH12',
  I: 'HH12',
  l: 'FMHH12',
  i: 'MI',
  s: 'SS',
  S: 'SS',
  f: 'US',
  p: 'AM',
  T: 'HH24:MI:SS',
  r: 'HH12:MI:SS AM',
  j: 'DDD',
  D: 'FMDDth',
  v: 'IW',
  x: 'IYYY',
}

/** The letters of which both databases read the same from text. */
const TO_TIMESTAMP = new Set(['Y', 'm', 'd', 'H', 'i', 's', 'S', 'T', 'c', 'e', 'k', 'b', 'M', 'y'])

const TIME_LETTERS = /%[HkhIlisSfpTr]/

/** Pieces that need no settings, of `{date}`: what an index or a generated column may hold. */
const PARTS: Record<string, (moment: string) => string> = {
  Y: moment => part('year', moment, 4),
  m: moment => part('month', moment, 2),
  d: moment => part('day', moment, 2),
  H: moment => part('hour', moment, 2),
  i: moment => part('minute', moment, 2),
  s: moment => part('trunc', moment, 2),
  S: moment => part('trunc', moment, 2),
  c: moment => part('month', moment, 0),
  e: moment => part('day', moment, 0),
}

function part(name: string, moment: string, width: number): string {
  const number =
    name === 'trunc' ? `trunc(extract(second FROM ${moment}))` : `extract(${name} FROM ${moment})`
  return width === 0 ? `${number}::text` : `lpad(${number}::text, ${width}, '0')`
}

/** to_char's pattern for a MySQL format. */
export function toCharFormat(format: string): string {
  return quoteLiteral(translate(format, letter => TO_CHAR[letter]))
}

/** to_timestamp's pattern for a MySQL format, and whether it holds a time. */
export function toTimestampFormat(format: string): {pattern: string; hasTime: boolean} {
  const pattern = translate(format, letter =>
    TO_TIMESTAMP.has(letter) ? TO_CHAR[letter]?.replace('FM', '') : undefined,
  )
  return {pattern: quoteLiteral(pattern), hasTime: TIME_LETTERS.test(format)}
}

/** A formatted date put together from its parts, for places where to_char is not allowed. */
export function formatFromParts(format: string, moment: string): string {
  const pieces = [...format.matchAll(/%(.)|([^%]+)/gs)].map(([, letter, text]) => {
    if (letter === undefined || letter === '%') return quoteLiteral(text ?? '%')
    const write = PARTS[letter] ?? refuse(`%${letter} in a date format depends on settings in Postgres`)
    return write(moment)
  })
  return pieces.join(' || ')
}

function translate(format: string, patternOf: (letter: string) => string | undefined): string {
  return format.replaceAll(
    /%(.?)|([A-Za-z"\\]+)/gs,
    (_, letter: string | undefined, text: string | undefined) => {
      if (text !== undefined) return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
      if (letter === '%') return '%'
      return patternOf(letter ?? '') ?? refuse(`%${letter} in a date format is not translated`)
    },
  )
}
