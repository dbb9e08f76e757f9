import {refuse} from './refused.js'
import type {Term} from './term.js'

/** The term itself if Postgres can compare, sort and group values of its type; any other is refused. */
export function comparable(term: Term): Term {
  if (term.type === 'json' || term.kind === 'other')
    return refuse(`Postgres cannot compare values of the type ${term.type}`)
  return term
}
