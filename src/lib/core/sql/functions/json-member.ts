import {toCondition} from '../coerce.js'
import type {Context} from '../context.js'
import {toJson} from './json-path.js'
import {isMoment} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {castTo, compound, operand, type Term} from '../term.js'
import {toText} from '../text-of.js'

/** `value MEMBER OF (document)`: a value that is not in an array is in itself. */
export function isMember(value: Term, document: Term, context: Context): Term {
  const json = operand(toJson(document, context))
  return compound(`${json} @> to_jsonb(${jsonMember(value, context)})`, 'boolean')
}

/** A value as a member of JSON: numbers and JSON as they are, the rest as the text that MySQL writes. */
export function jsonMember(value: Term, context: Context): string {
  if (value.literal?.kind === 'text') return castTo(value, 'text').sql
  if (isMoment(value.kind)) return refuse('a date inside JSON is not translated')
  if (value.kind === 'boolean') return castTo(toCondition(value), 'integer').sql
  if (value.kind === 'integer' || value.kind === 'null' || value.kind === 'json') return value.sql
  if (value.kind === 'numeric' && !value.excess) return value.sql
  return toText(value, context).sql
}
