import {atom, castTo, operand, type Term} from './term.js'

/** How a text spells a date or a time: in which of MySQL's formats, and which one. */
export interface Spelling {
  format: string
  /** The SQL that composes the text: a term made from it later, such as max(), spells something else. */
  sql?: string
  /** The date or timestamp that the date's part of the format spells. */
  date?: Term
  /** The time or timestamp that the time's part of the format spells. */
  time?: Term
}

/** A text with its spelling. */
export function spelled(text: Term, {format, date, time}: Spelling): Term {
  return {
    ...text,
    spelling: {
      format,
      sql: text.sql,
      date: /%[^HiTs]/.test(format) ? date : undefined,
      time: /%[HiTs]/.test(format) ? time : undefined,
    },
  }
}

/** How MySQL spells a date, a time or a literal as text; undefined where that is not known. */
export function spellingOf(term: Term): Spelling | undefined {
  const {kind, literal, spelling, sql} = term
  if (spelling !== undefined) return spelling.sql === sql ? spelling : undefined
  if (kind === 'text')
    return literal?.kind === 'text' && !literal.value.includes('%') ? {format: literal.value} : undefined
  if (kind === 'date') return {format: '%Y-%m-%d', date: term}
  const isWhole = /\(0\)$/.test(term.type)
  if (kind === 'time') return isWhole ? {format: '%H:%i:%s', time: term} : undefined
  return kind === 'timestamp' && isWhole ? {format: '%Y-%m-%d %H:%i:%s', date: term, time: term} : undefined
}

/** The spelling of concatenated texts; undefined where one is not known or they spell different dates. */
export function joinSpellings(spellings: readonly (Spelling | undefined)[]): Spelling | undefined {
  let joined: Spelling = {format: ''}
  for (const spelling of spellings) {
    if (spelling === undefined) return undefined
    const {format, date = joined.date, time = joined.time} = spelling
    if (joined.date !== undefined && joined.date.sql !== date?.sql) return undefined
    if (joined.time !== undefined && joined.time.sql !== time?.sql) return undefined
    joined = {format: joined.format + format, date, time}
  }

  return joined
}

/** The date or timestamp that a text spells, computed without the text; undefined where it is not certain. */
export function spelledMoment(text: Term): Term | undefined {
  if (text.kind !== 'text' || text.literal !== undefined) return undefined
  const {format = '', date, time} = spellingOf(text) ?? {}
  const [, day = '', clock] = /^(%Y-\S+?)(?: (\S+))?$/.exec(format.replaceAll('%T', '%H:%i:%s')) ?? []
  const start = date === undefined ? undefined : startOf(day, date)
  if (start === undefined || clock === undefined) return start
  const span = timeOf(clock, time)
  return span && atom(`(${operand(start)} + ${operand(span)})`, 'timestamp(0)')
}

/** The day itself, or the first of its month or year. */
function startOf(format: string, date: Term): Term | undefined {
  if (format === '%Y-%m-%d') return date.kind === 'date' ? date : castTo(date, 'date')
  const unit = {'%Y-%m-01': 'month', '%Y-01-01': 'year'}[format]
  return unit === undefined ? undefined : atom(`date_trunc('${unit}', ${date.sql})::date`, 'date')
}

const CLOCK = /^([01]?\d|2[0-3]):[0-5]?\d(:[0-5]?\d)?$/
const UNITS: Readonly<Record<string, string>> = {
  '%H:%i:%s': 'second',
  '%H:%i:00': 'minute',
  '%H:%i': 'minute',
  '%H:00:00': 'hour',
  '%H:00': 'hour',
}

function timeOf(format: string, time: Term | undefined): Term | undefined {
  if (CLOCK.test(format)) return atom(`time '${format}'`, 'time')
  const unit = UNITS[format]
  if (unit === undefined || time === undefined) return undefined
  if (unit === 'second' && /^time(\(0\))?$/.test(time.type)) return time
  const source = time.kind === 'time' ? castTo(time, 'interval') : time
  return castTo(atom(`date_trunc('${unit}', ${source.sql})`, source.type), 'time')
}
