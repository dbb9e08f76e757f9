import {toMoment, toTimestamp} from '../coerce.js'
import type {Context} from '../context.js'
import {atom, type Term} from '../term.js'

/** A part of a date as a whole number, by the name that Postgres' extract has for it. */
export function extractPart(name: string, value: Term, context: Context): Term {
  const moment = toMoment(value)
  const source = moment.kind === 'timestamptz' ? toTimestamp(moment, context) : moment
  return atom(`extract(${name} FROM ${source.sql})::integer`, 'integer')
}
