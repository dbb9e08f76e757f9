import {constantOf} from './constant-of.js'
import {toCondition, toNumber} from './coerce.js'
import {needsSettings, type Context} from './context.js'
import {jsonNumber} from './functions/json-path.js'
import {hexBytes, hexNumber} from './literals.js'
import {isMoment, isNumber, KIND_NAMES, kindOf, scaleOf, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import {atom, castTo, isNull, type Term} from './term.js'
import {bytesOfText, toText} from './to-text.js'

/** A value as it is stored in a column of another type, where MySQL converts by itself. */
export function assignTo(term: Term, target: string, context: Context): Term {
  const kind = kindOf(target)
  if (isNull(term)) return kind === 'boolean' ? toCondition(term) : term
  if (kind === term.kind && term.literal?.kind !== 'hex') return term
  if (isLiteral(term) && kind !== 'text') return literalFor(term, kind, target)
  if (term.kind === 'json' && (kind === 'boolean' || isNumber(kind))) return assignJson(term, kind, context)
  if (kind === 'boolean') return toCondition(term)
  if (isNumber(kind)) return toNumber(term)
  if (kind === 'text') return toText(term, context)
  if (isMoment(kind) && isMoment(term.kind)) return assignMoment(term, kind, context)
  return assignOther(term, kind, target, context)
}

function isLiteral({literal, kind}: Term): boolean {
  return literal !== undefined && (kind === 'text' || literal.kind === 'hex' || literal.kind === 'number')
}

function literalFor(term: Term, kind: Kind, target: string): Term {
  const value = term.literal?.value ?? ''
  if (kind === 'boolean') return toCondition(term.literal?.kind === 'text' ? toNumber(term) : hexOr(term))
  if (kind === 'enum') return term.kind === 'text' ? term : refuse('an enum is set to a number')
  if (kind === 'json') return castTo(term, target)
  if (kind === 'bit') return bitsOf(term, scaleOf(target) ?? 1)
  if (kind === 'bytea' && term.literal?.kind === 'hex') return hexBytes(value)
  return constantOf(kind, term)
}

function hexOr(term: Term): Term {
  return term.literal?.kind === 'hex' ? hexNumber(term.literal.value) : term
}

function bitsOf(term: Term, width: number): Term {
  const number = BigInt(hexOr(term).literal?.value ?? 0)
  return atom(`B'${number.toString(2).padStart(width, '0')}'`, `bit(${width})`)
}

function assignJson(term: Term, kind: Kind, context: Context): Term {
  const number = jsonNumber(term, context)
  return kind === 'boolean' ? toCondition(number) : number
}

/** Between a timestamptz and the others stands a time zone. */
function assignMoment(term: Term, kind: Kind, context: Context): Term {
  if (kind === 'timestamptz' || term.kind === 'timestamptz') needsSettings(context, 'a time zone')
  const now = /^localtimestamp(\(\d\))$/.exec(term.sql)?.[1]
  if (kind === 'timestamptz' && now !== undefined) return atom(`current_timestamp${now}`, `timestamptz${now}`)
  return term
}

function assignOther(term: Term, kind: Kind, target: string, context: Context): Term {
  if (kind === 'uuid' && term.kind === 'text')
    return term.sql === 'gen_random_uuid()::text' ? atom('gen_random_uuid()', 'uuid') : castTo(term, 'uuid')
  if (kind === 'bytea' && term.kind === 'text') return bytesOfText(term, context)
  if (kind === 'uuid' && term.kind === 'bytea' && term.sql.includes('gen_random_uuid()'))
    return atom('gen_random_uuid()', 'uuid')
  if (kind === 'uuid' && term.kind === 'bytea')
    return castTo(atom(`encode(${term.sql}, 'hex')`, 'text'), 'uuid')
  if (kind === 'enum' && term.kind === 'text') {
    needsSettings(context, 'the text of an enum')
    return castTo(term, target)
  }

  if (kind === 'set' && term.kind === 'text') return atom(`string_to_array(${term.sql}, ',')`, 'text[]')
  if ((kind === 'time' || kind === 'interval') && (term.kind === 'time' || term.kind === 'interval'))
    return castTo(term, target)
  return refuse(`${KIND_NAMES[term.kind]} is stored as ${KIND_NAMES[kind]}`)
}
