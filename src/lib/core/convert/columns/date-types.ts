import {partialDateHazard, typeNote, zeroDateHazard} from './column-hazards.js'
import type {ColumnContext, ColumnType} from './column-type.js'
import type {Encoding} from '../../encode/encoding.js'

/** MySQL's date. */
export function dateType(context: ColumnContext): ColumnType {
  return calendarType('date', {kind: 'date'}, context)
}

/** MySQL's datetime, which has no time zone. */
export function datetimeType(context: ColumnContext): ColumnType {
  return calendarType(`timestamp(${digits(context)})`, {kind: 'date'}, context)
}

/** MySQL's timestamp, which is kept in UTC. */
export function timestampType(context: ColumnContext): ColumnType {
  return calendarType(`timestamptz(${digits(context)})`, {kind: 'timestamptz'}, context)
}

type DateEncoding = Extract<Encoding, {kind: 'date' | 'timestamptz'}>

/** The data and the rules say what becomes of `0000-00-00` and of other dates that do not exist. */
function calendarType(type: string, encoding: DateEncoding, context: ColumnContext): ColumnType {
  const zero = context.rule.zeroDates
  const noneThere = zero === undefined && context.profile.zeroDates === 0
  const hazards = [...zeroDateHazard(context), ...partialDateHazard(context)]
  return {
    type,
    encoding: {...encoding, zero, ...(noneThere && {zeros: 'refuse'})},
    hazards,
    takesNull: hazards.length > 0 && typeof zero !== 'string',
    zeroDate: zeroDateIn(context),
  }
}

/** In a nullable column a NULL of its own and one that was `0000-00-00` cannot be distinguished any more. */
function zeroDateIn({column, profile, rule: {zeroDates}}: ColumnContext): ColumnType['zeroDate'] {
  if (profile.zeroDates === 0 || zeroDates === '-infinity') return '-infinity'
  if (typeof zeroDates === 'string' || profile.zeroDates === undefined || profile.partialDates)
    return undefined
  return column.nullable ? 'mixed' : 'null'
}

/** MySQL's time is a duration of up to 838 hours either way; it becomes a time of day where every value is one. */
export function timeType(context: ColumnContext): ColumnType {
  const value = context.column.default?.kind === 'literal' ? context.column.default.value : '00:00:00'
  if ((context.family.timesOutOfDay ?? 0) === 0 && /^([01]\d|2[0-3]):/.test(value))
    return {type: `time(${digits(context)})`, encoding: {kind: 'time'}}
  const note = typeNote(
    context,
    'It holds times below 00:00:00 or above 24:00:00, so it becomes an interval.',
    'Map it as a duration in the app.',
  )
  return {
    type: `interval(${digits(context)})`,
    encoding: {kind: 'ascii'},
    hazards: [{...note, code: 'time-range', count: context.profile.timesOutOfDay}],
  }
}

/** Digits of a second that the column keeps. */
function digits({column}: ColumnContext): number {
  return column.fractionalDigits ?? 0
}
