import {toNumber, toTimestamp} from '../coerce.js'
import type {Context} from '../context.js'
import {timeLiteral} from '../literals.js'
import {isMoment} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {atom, castTo, compound, NULL, operand, type Term} from '../term.js'

/** A value as a time, or as a timestamp that has one. */
export function timeOf(value: Term, context: Context): Term {
  if (value.kind === 'time' || value.kind === 'interval') return value
  const literal = value.literal?.kind === 'text' && value.kind === 'text' ? value.literal.value : undefined
  if (literal !== undefined && !literal.includes('-')) return timeLiteral(literal, 'time')
  return toTimestamp(value, context)
}

/** A time as the duration that it is in MySQL. */
export function toDuration(time: Term): Term {
  if (time.literal?.kind === 'text') return timeLiteral(time.literal.value, 'interval')
  if (time.kind !== 'time' && time.kind !== 'interval') return refuse('a time that is no time is added')
  return time.kind === 'interval' ? time : castTo(time, 'interval')
}

/** The sum or the difference of two times: past a day, and below zero. */
export function shiftedTime(time: Term, sign: '+' | '-', span: Term): Term {
  return compound(`${operand(toDuration(time))} ${sign} ${operand(toDuration(span))}`, 'interval')
}

/** `timediff(a, b)` of times or of moments. MariaDB takes no date beside a timestamp. */
export function timeBetween(a: Term, b: Term, context: Context): Term {
  if ([a, b].some(({kind}) => kind === 'time' || kind === 'interval')) return shiftedTime(a, '-', b)
  if (![a, b].every(term => isMoment(term.kind) || isMomentLiteral(term)))
    return refuse('timediff of times is not translated')
  if (context.flavor === 'mariadb' && (a.kind === 'date') !== (b.kind === 'date'))
    return castTo(NULL, 'interval')
  const [from, to] = [operand(toTimestamp(b, context)), operand(toTimestamp(a, context))]
  return timeOfSeconds(atom(`extract(epoch FROM ${to} - ${from})`, 'numeric'))
}

function isMomentLiteral({kind, literal}: Term): boolean {
  return kind === 'text' && literal?.kind === 'text' && /^\d{4}-\d\d?-\d\d? \d/.test(literal.value)
}

/** `sec_to_time(seconds)`. An interval of very many seconds would overflow before it is cut. */
export function timeOfSeconds(seconds: Term): Term {
  const {sql} = toNumber(seconds)
  const kept = `greatest(least(${sql}, ${LAST_SECOND}), -${LAST_SECOND})`
  return atom(`CASE WHEN ${sql} IS NOT NULL THEN make_interval(secs => ${kept}) END`, 'interval')
}

const LAST_SECOND = 838 * 3600 + 59 * 60 + 59

/** MySQL's times end at 839 hours. */
function inRange(span: string): string {
  return `greatest(least(${span}, interval '838:59:59'), interval '-838:59:59')`
}

/** `maketime(hour, minute, second)`: NULL for minutes and seconds that are none; a negative hour turns all of it. */
export function makeTime(hour: Term, minute: Term, second: Term): Term {
  const [h, m] = [hour, minute].map(term => operand(castTo(toNumber(term), 'integer')))
  const s = operand(castTo(toNumber(second), 'double precision'))
  const built = `make_interval(hours => abs(${h}), mins => ${m}, secs => ${s}) * CASE WHEN ${h} < 0 THEN -1 ELSE 1 END`
  return atom(
    `CASE WHEN ${h} IS NOT NULL AND ${m} BETWEEN 0 AND 59 AND ${s} >= 0 AND ${s} < 60 THEN ${inRange(built)} END`,
    'interval',
  )
}
