import {refuse} from './refused.js'
import type {Term} from './term.js'

/** A term of a type that Postgres can group, sort and tell apart; the others are refused. */
export function comparable(term: Term): Term {
  if (term.type === 'json' || term.kind === 'other')
    return refuse(`Postgres cannot compare values of the type ${term.type}`)
  return term
}
