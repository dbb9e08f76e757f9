import {toCondition, toDouble} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {toJson} from './json-path.js'
import {isMoment} from '../postgres-kind.js'
import {castTo, compound, operand, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** `value MEMBER OF (document)`: a value that is not in an array is in itself. */
export function isMember(value: Term, document: Term, context: Context): Term {
  const json = operand(toJson(document, context))
  return compound(`${json} @> to_jsonb(${jsonMember(value, context)})`, 'boolean')
}

/** A value as a member of JSON: numbers, conditions and JSON as they are, the rest as the text that MySQL writes. */
export function jsonMember(value: Term, context: Context): string {
  if (value.literal?.kind === 'text') return castTo(value, 'text').sql
  if (value.isTruth) return toCondition(value).sql
  if (value.kind === 'boolean') return castTo(toCondition(value), 'integer').sql
  if (value.kind === 'integer' || value.kind === 'null' || value.kind === 'json') return value.sql
  if (value.kind === 'numeric')
    return value.excess ? castTo(toText(value, context), 'numeric').sql : value.sql
  // MySQL writes a float as the double that it is.
  if (value.kind === 'double' && (context.flavor === 'mysql' || value.type !== 'real'))
    return toDouble(value).sql
  if (context.flavor === 'mysql' && (isMoment(value.kind) || value.kind === 'time'))
    return mysqlMoment(value, context)
  return toText(value, context).sql
}

/** MySQL writes all six digits of a second into JSON. */
function mysqlMoment(value: Term, context: Context): string {
  if (value.kind === 'date') return toText(value, context).sql
  needsSettings(context, 'the text of a date or time')
  return value.kind === 'time'
    ? `to_char(${operand(value)}::interval, 'HH24:MI:SS.US')`
    : `to_char(${value.sql}, 'YYYY-MM-DD HH24:MI:SS.US')`
}
