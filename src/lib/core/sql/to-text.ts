import {needsSettings, type Context} from './context.js'
import {hexText} from './literals.js'
import {KIND_NAMES, scaleOf, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import {atom, castTo, decimals, operand, textLiteral, type Term} from './term.js'

type WriteText = (term: Term, context: Context) => Term

const CAST: WriteText = term => castTo(term, 'text')
const REFUSE: WriteText = ({kind}) => refuse(`${KIND_NAMES[kind]} is used as text`)

/** How a value of each kind is written as the text that MySQL makes of it. */
const WRITERS: Readonly<Record<Kind, WriteText>> = {
  bit: REFUSE,
  boolean: term =>
    term.isBit
      ? refuse('a bit, of which MySQL makes a byte, is used as text')
      : castTo(castTo(term, 'integer'), 'text'),
  bytea: REFUSE,
  date: momentText,
  double: doubleText,
  enum(term, context) {
    needsSettings(context, 'the text of an enum')
    return castTo(term, 'text')
  },
  inet: term => atom(`host(${term.sql})`, 'text'),
  integer: CAST,
  interval: REFUSE,
  json: CAST,
  null: CAST,
  numeric: numericText,
  other: REFUSE,
  set(term, context) {
    needsSettings(context, 'the text of a set')
    return atom(`array_to_string(${term.sql}, ',')`, 'text')
  },
  text: term => term,
  time(term, context) {
    needsSettings(context, 'the text of a time')
    return (scaleOf(term.type) ?? 0) === 0
      ? castTo(term, 'text')
      : refuse('a time with fractions is used as text')
  },
  timestamp: momentText,
  timestamptz: momentText,
  uuid: CAST,
}

/** The text that MySQL makes of a value. Refused where Postgres writes it otherwise. */
export function toText(term: Term, context: Context): Term {
  if (term.literal?.kind === 'hex') return hexText(term.literal.value)
  if (term.literal?.kind === 'number' && term.kind !== 'double') return textLiteral(term.literal.value)
  return WRITERS[term.kind](term, context)
}

/**
 * Both write the fewest digits that tell a double from its neighbours. From 1e15 on MySQL leaves out the plus of the
 * exponent. It writes small ones without an exponent down to 1e-15, MySQL (not MariaDB) only in up to 24 characters.
 */
function doubleText(term: Term, {flavor}: Context): Term {
  if (term.type === 'real') return refuse('a float, of which MySQL shows six digits, is used as text')
  const shortest = `${operand(term)}::text`
  const plain = `replace(replace(${shortest}, 'e+', 'e'), 'e-0', 'e-')`
  const small = `(${shortest})::numeric::text`
  const fits = flavor === 'mysql' ? ` AND length(${small}) <= 24` : ''
  const isSmall = `abs(${term.sql}) BETWEEN 1e-15::double precision AND 0.0001::double precision${fits}`
  return atom(`CASE WHEN ${isSmall} THEN ${small} ELSE ${plain} END`, 'text')
}

function numericText(term: Term): Term {
  const scale = decimals(term)
  if (scale === undefined)
    return refuse('a number is used as text, and how many decimals MySQL shows is not known')
  const exact = scaleOf(term.type) === scale
  return castTo(exact ? term : atom(`round(${term.sql}, ${scale})`, 'numeric'), 'text')
}

/** Fractions of a second in to_char, by their number of digits. */
const FRACTIONS: Readonly<Record<number, string>> = {0: '', 3: '.MS', 6: '.US'}

function momentText(term: Term, context: Context): Term {
  needsSettings(context, 'the text of a date')
  if (term.kind === 'date') return atom(`to_char(${term.sql}, 'YYYY-MM-DD')`, 'text')
  const fraction = FRACTIONS[scaleOf(term.type) ?? 0]
  if (fraction === undefined) return refuse('a date with fractions of a second is used as text')
  return atom(`to_char(${term.sql}, 'YYYY-MM-DD HH24:MI:SS${fraction}')`, 'text')
}

/** Bytes that are UTF-8, as text; Postgres fails at others. */
export function textOfBytes(bytes: Term, context: Context): Term {
  needsSettings(context, 'the text of bytes')
  return atom(`convert_from(${bytes.sql}, 'UTF8')`, 'text')
}

/** The bytes of a text in UTF-8. convert_to depends on a setting for Postgres; to decode escapes does not. */
export function bytesOfText(text: Term, {immutable}: Context): Term {
  const {sql} = text
  return immutable
    ? atom(`decode(replace(${sql}, E'\\\\', E'\\\\\\\\'), 'escape')`, 'bytea')
    : atom(`convert_to(${sql}, 'UTF8')`, 'bytea')
}
