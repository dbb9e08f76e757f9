import {unify} from '../unify.js'
import {toBigint, toInteger, toNumber, toNumeric} from '../coerce.js'
import {needsSettings, type Context} from '../context.js'
import {refuse} from '../refused.js'
import {joinSpellings, spelled, spellingOf} from '../spelled-moment.js'
import {between, one, oneOrTwo, three, two, twoOrThree, type FunctionTable} from '../sql-function.js'
import {roundedDouble} from './number-functions.js'
import {atLeastZero, substring, substringIndex} from './substrings.js'
import {atom, castTo, compound, operand, textLiteral, wholeNumber, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** Text. Comparisons inside them are exact, where MySQL's usual collations ignore case. */
export const TEXT_FUNCTIONS: FunctionTable = {
  concat: between(1, 100, (args, context) => {
    const joined = args.map(arg => operand(toText(arg, context))).join(' || ')
    const text = compound(joined, 'text', {atomic: args.length === 1})
    const spelling = joinSpellings(args.map(arg => spellingOf(arg)))
    return spelling === undefined ? text : spelled(text, spelling)
  }),
  concat_ws: between(2, 100, (args, context) => {
    needsSettings(context, 'concat_ws')
    return atom(`concat_ws(${args.map(arg => toText(arg, context).sql).join(', ')})`, 'text')
  }),
  lower: plain('lower'),
  lcase: plain('lower'),
  upper: plain('upper'),
  ucase: plain('upper'),
  ltrim: plain('ltrim'),
  rtrim: plain('rtrim'),
  reverse: plain('reverse'),
  char_length: counted('char_length'),
  character_length: counted('char_length'),
  length: one(byteLength),
  octet_length: one(byteLength),
  bit_length: one((text, context) => compound(`${byteLength(text, context).sql} * 8`, 'integer')),
  replace: three((text, from, to, context) => call('replace', [text, from, to], context)),
  repeat: two((text, count, context) =>
    atom(`repeat(${toText(text, context).sql}, ${toInteger(count).sql})`, 'text'),
  ),
  space: one(count => atom(`repeat(' ', ${toInteger(count).sql})`, 'text')),
  lpad: twoOrThree((text, length, pad, context) => padded('lpad', text, length, pad, context)),
  rpad: twoOrThree((text, length, pad, context) => padded('rpad', text, length, pad, context)),
  left: two((text, count, context) =>
    atom(`left(${toText(text, context).sql}, ${atLeastZero(toInteger(count))})`, 'text'),
  ),
  right: two((text, count, context) =>
    atom(`right(${toText(text, context).sql}, ${atLeastZero(toInteger(count))})`, 'text'),
  ),
  substr: twoOrThree(substring),
  substring: twoOrThree(substring),
  mid: three(substring),
  substring_index: three(substringIndex),
  elt: between(2, 200, ([index, ...list], context) => {
    const {terms, model} = unify(list, context)
    const whens = terms.map(({sql}, at) => `WHEN ${at + 1} THEN ${sql}`).join(' ')
    return {...model, sql: `CASE ${toInteger(index ?? refuse('elt has no index')).sql} ${whens} END`}
  }),
  strcmp: two((a, b, context) => {
    const [left, right] = [toText(a, context), toText(b, context)]
    return atom(
      `CASE WHEN ${operand(left)} = ${operand(right)} THEN 0 WHEN ${operand(left)} < ${operand(right)} THEN -1 WHEN ${operand(left)} > ${operand(right)} THEN 1 END`,
      'integer',
    )
  }),
  format: two(thousands),
  // A literal of MySQL, and the word NULL for NULL.
  quote: one((value, context) => {
    let escaped = toText(value, context).sql
    for (const [from, to] of ESCAPES)
      escaped = `replace(${escaped}, ${textLiteral(from).sql}, ${textLiteral(to).sql})`
    return atom(`COALESCE('''' || ${escaped} || '''', 'NULL')`, 'text')
  }),
  insert: between(4, 4, ([text, start, length, put], context) =>
    inserted(text!, [start!, length!], put!, context),
  ),
  export_set: between(3, 5, exportedSet),
  make_set: between(2, 64, ([bits, ...members], context) => madeSet(bits!, members, context)),
  trim: oneOrTwo((text, what, context) => trimmed('btrim', text, what, context)),
  trim_leading: oneOrTwo((text, what, context) => trimmed('ltrim', text, what, context)),
  trim_trailing: oneOrTwo((text, what, context) => trimmed('rtrim', text, what, context)),
}

/** What quote() puts a backslash before. */
const ESCAPES = [
  ['\\', String.raw`\\`],
  ["'", String.raw`\'`],
  ['\u001A', String.raw`\Z`],
] as const

function plain(name: string): ReturnType<typeof one> {
  return one((text, context) => call(name, [text], context))
}

function call(name: string, args: readonly Term[], context: Context): Term {
  return atom(`${name}(${args.map(arg => toText(arg, context).sql).join(', ')})`, 'text')
}

function counted(name: string): ReturnType<typeof one> {
  return one((text, context) => atom(`${name}(${toText(text, context).sql})`, 'integer', {nonNegative: true}))
}

/** Bytes in UTF-8. */
function byteLength(value: Term, context: Context): Term {
  const text = value.kind === 'bytea' ? value : toText(value, context)
  return atom(`octet_length(${text.sql})`, 'integer', {nonNegative: true})
}

function padded(name: string, text: Term, length: Term, pad: Term | undefined, context: Context): Term {
  const [size, filler] = [wholeNumber(length), toText(pad ?? textLiteral(' '), context)]
  if (size === undefined || size < 0 || filler.literal?.kind !== 'text' || filler.literal.value === '')
    return refuse(`${name} with a length or filling that is not a literal is not translated`)
  return atom(`${name}(${toText(text, context).sql}, ${size}, ${filler.sql})`, 'text')
}

/** `1,234.50`: digits in groups of three, as in MySQL's usual locale. */
function thousands(value: Term, digits: Term): Term {
  const places = wholeNumber(digits)
  if (places === undefined || places < 0 || places > 30)
    return refuse('format with a number of digits that is not a literal is not translated')
  const pattern = `FM${'999,'.repeat(12)}990${places === 0 ? '' : `.${'0'.repeat(places)}`}`
  const number = toNumber(value)
  const rounded =
    number.kind === 'double'
      ? castTo(roundedDouble('round', number, places), 'numeric').sql
      : `round(${toNumeric(value).sql}, ${places})`
  return atom(`to_char(${rounded}, '${pattern}')`, 'text')
}

/** MySQL takes a whole text off the ends, Postgres any of its letters. */
function trimmed(name: string, value: Term, what: Term | undefined, context: Context): Term {
  const text = toText(value, context).sql
  if (what === undefined) return atom(`${name}(${text})`, 'text')
  if (what.literal?.kind !== 'text' || [...what.literal.value].length !== 1)
    return refuse('trim of anything but a single letter is not translated')
  return atom(`${name}(${text}, ${what.sql})`, 'text')
}

/** MySQL leaves the text alone where the place is behind its end, and takes all of the rest where the length is negative. */
function inserted(value: Term, [start, length]: readonly [Term, Term], put: Term, context: Context): Term {
  const [text, other] = [toText(value, context).sql, toText(put, context).sql]
  const [from, count] = [wholeNumber(start), wholeNumber(length)]
  if (from === undefined || count === undefined || from < 1)
    return refuse('insert at a place or length that is not a literal is not translated')
  const rest = count < 0 ? '' : ` || substr(${text}, ${from + count})`
  const whole = `left(${text}, ${from - 1}) || ${other}${rest}`
  return atom(`CASE WHEN char_length(${text}) < ${from} THEN ${text} ELSE ${whole} END`, 'text')
}

/** A text for each bit, the lowest first. */
function exportedSet([bits, on, off, separator, count]: readonly Term[], context: Context): Term {
  if (bits === undefined || on === undefined || off === undefined) return refuse('export_set lacks a value')
  const size = count === undefined ? 64 : wholeNumber(count)
  if (size === undefined || size < 1 || size > 64)
    return refuse('export_set of a number of bits that is not a literal is not translated')
  const number = operand(toBigint(bits))
  const [yes, no] = [toText(on, context).sql, toText(off, context).sql]
  const parts = Array.from(
    {length: size},
    (_, at) => `CASE WHEN ${number} >> ${at} & 1 = 1 THEN ${yes} ELSE ${no} END`,
  )
  const between = separator === undefined ? `','` : operand(toText(separator, context))
  return atom(`CASE WHEN ${number} IS NOT NULL THEN ${parts.join(` || ${between} || `)} END`, 'text')
}

/** The members whose bits are set, in the form of a set. */
function madeSet(bits: Term, members: readonly Term[], context: Context): Term {
  needsSettings(context, 'make_set')
  const number = operand(toBigint(bits))
  const parts = members.map(
    (member, at) => `CASE WHEN ${number} & ${1n << BigInt(at)} <> 0 THEN ${toText(member, context).sql} END`,
  )
  return atom(`CASE WHEN ${number} IS NOT NULL THEN concat_ws(',', ${parts.join(', ')}) END`, 'text')
}
