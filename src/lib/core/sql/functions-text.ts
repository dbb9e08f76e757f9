import {constantOf} from './align.js'
import {unify} from './unify.js'
import {toInteger, toNumber, toNumeric} from './coerce.js'
import {compare} from './compare.js'
import {needsSettings, type Context} from './context.js'
import {refuse} from './refused.js'
import {matchesPattern, patternOf} from './regular-expression.js'
import {between, none, one, oneOrTwo, three, two, twoOrThree, type FunctionTable} from './sql-function.js'
import {atLeastZero, substring, substringIndex} from './substrings.js'
import {atom, castTo, compound, isNull, operand, textLiteral, wholeNumber, type Term} from './term.js'
import {bytesOfText, toText} from './text-of.js'

/** Text. Comparisons inside them are exact, where MySQL's usual collations ignore case. */
export const TEXT_FUNCTIONS: FunctionTable = {
  concat: between(1, 100, (args, context) =>
    compound(args.map(arg => operand(toText(arg, context))).join(' || '), 'text', {
      atomic: args.length === 1,
    }),
  ),
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
  space: one((count, context) =>
    atom(`repeat(' ', ${toInteger(count).sql})`, context.immutable ? 'text' : 'text'),
  ),
  lpad: three((text, length, pad, context) => padded('lpad', text, length, pad, context)),
  rpad: three((text, length, pad, context) => padded('rpad', text, length, pad, context)),
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
  locate: twoOrThree((part, text, start, context) => locate(text, part, start, context)),
  instr: two((text, part, context) => locate(text, part, undefined, context)),
  field: between(2, 200, ([value, ...list], context) => field(value, list, context)),
  elt: between(2, 200, ([index, ...list], context) => {
    const {terms, model} = unify(list, context)
    const whens = terms.map(({sql}, at) => `WHEN ${at + 1} THEN ${sql}`).join(' ')
    return {...model, sql: `CASE ${toInteger(index ?? refuse('elt has no index')).sql} ${whens} END`}
  }),
  find_in_set: two(findInSet),
  strcmp: two((a, b, context) => {
    const [left, right] = [toText(a, context), toText(b, context)]
    return atom(
      `CASE WHEN ${operand(left)} = ${operand(right)} THEN 0 WHEN ${operand(left)} < ${operand(right)} THEN -1 WHEN ${operand(left)} > ${operand(right)} THEN 1 END`,
      'integer',
    )
  }),
  ascii: one((value, context) => {
    const text = toText(value, context)
    return atom(
      `CASE WHEN ${operand(text)} = '' THEN 0 ELSE get_byte(${bytesOfText(text, context).sql}, 0) END`,
      'integer',
    )
  }),
  char: between(1, 20, args => textLiteral(args.map(arg => asciiLetter(arg)).join(''))),
  format: two(thousands),
  hex: one(hex),
  unhex: one(unhex),
  md5: one((text, context) =>
    atom(`md5(${text.kind === 'bytea' ? text.sql : toText(text, context).sql})`, 'text'),
  ),
  sha2: two((value, bits, context) => {
    const size = wholeNumber(bits) ?? refuse('sha2 with another length than a literal is not translated')
    if (![0, 224, 256, 384, 512].includes(size)) refuse(`sha2 with ${size} bits is not translated`)
    return atom(`encode(sha${size === 0 ? 256 : size}(${bytesOf(value, context)}), 'hex')`, 'text')
  }),
  to_base64: one((value, context) => atom(`encode(${bytesOf(value, context)}, 'base64')`, 'text')),
  regexp_like: between(2, 3, ([text, pattern, mode], context) => {
    if (text === undefined || pattern === undefined) return refuse('regexp_like needs a text and a pattern')
    return matchesPattern(text, pattern, matchMode(mode), context)
  }),
  regexp_replace: three((text, pattern, replacement, context) => {
    const sql = patternOf(pattern)
    const put =
      replacement.literal?.kind === 'text'
        ? replacement.literal.value
        : refuse('regexp_replace with a computed replacement is not translated')
    if (/[\\$]/.test(put)) refuse('regexp_replace with references in its replacement is not translated')
    return atom(`regexp_replace(${toText(text, context).sql}, ${sql}, ${textLiteral(put).sql}, 'gi')`, 'text')
  }),
  uuid: none(() => castTo(atom('gen_random_uuid()', 'uuid'), 'text')),
  uuid_to_bin: one((text, context) =>
    atom(`decode(replace(${toText(text, context).sql}, '-', ''), 'hex')`, 'bytea'),
  ),
  bin_to_uuid: one(bytes =>
    atom(
      `encode(${bytes.kind === 'bytea' ? bytes.sql : refuse('bin_to_uuid of another value than bytes is not translated')}, 'hex')::uuid::text`,
      'text',
    ),
  ),
  trim: oneOrTwo((text, what, context) => trimmed('btrim', text, what, context)),
  trim_leading: oneOrTwo((text, what, context) => trimmed('ltrim', text, what, context)),
  trim_trailing: oneOrTwo((text, what, context) => trimmed('rtrim', text, what, context)),
}

function plain(name: string): ReturnType<typeof one> {
  return one((text, context) => call(name, [text], context))
}

function call(name: string, args: readonly Term[], context: Context): Term {
  return atom(`${name}(${args.map(arg => toText(arg, context).sql).join(', ')})`, 'text')
}

function counted(name: string): ReturnType<typeof one> {
  return one((text, context) => atom(`${name}(${toText(text, context).sql})`, 'integer', {natural: true}))
}

/** Bytes in UTF-8. */
function byteLength(value: Term, context: Context): Term {
  const text = value.kind === 'bytea' ? value : toText(value, context)
  return atom(`octet_length(${text.sql})`, 'integer', {natural: true})
}

function bytesOf(value: Term, context: Context): string {
  return value.kind === 'bytea' ? value.sql : bytesOfText(toText(value, context), context).sql
}

function padded(name: string, text: Term, length: Term, pad: Term, context: Context): Term {
  const [size, filler] = [wholeNumber(length), toText(pad, context)]
  if (size === undefined || size < 0 || filler.literal?.kind !== 'text' || filler.literal.value === '')
    return refuse(`${name} with another length or filling than a literal is not translated`)
  return atom(`${name}(${toText(text, context).sql}, ${size}, ${filler.sql})`, 'text')
}

function locate(value: Term, part: Term, start: Term | undefined, context: Context): Term {
  const [text, wanted] = [toText(value, context).sql, toText(part, context).sql]
  if (start === undefined) return atom(`strpos(${text}, ${wanted})`, 'integer', {natural: true})
  const at = wholeNumber(start)
  if (at === undefined || at < 1) return refuse('locate from another place than a literal is not translated')
  const found = `strpos(substr(${text}, ${at}), ${wanted})`
  return atom(`CASE WHEN ${found} > 0 THEN ${found} + ${at - 1} ELSE ${found} END`, 'integer')
}

function field(value: Term | undefined, list: readonly Term[], context: Context): Term {
  if (value === undefined) return refuse('field has no value')
  const whens = list
    .map((one, at) => (isNull(one) ? '' : `WHEN ${compare(value, '=', one, context).sql} THEN ${at + 1} `))
    .join('')
  return atom(`CASE ${whens}ELSE 0 END`, 'integer')
}

function findInSet(value: Term, list: Term, context: Context): Term {
  const array = list.kind === 'set' ? list.sql : `string_to_array(${toText(list, context).sql}, ',')`
  const wanted = toText(value.literal === undefined ? value : constantOf('text', value), context)
  const place = `COALESCE(array_position(${array}, ${wanted.sql}), 0)`
  const present = [wanted, list]
    .filter(({literal}) => literal === undefined)
    .map(term => `${operand(term)} IS NOT NULL`)
  return atom(
    present.length === 0 ? place : `CASE WHEN ${present.join(' AND ')} THEN ${place} END`,
    'integer',
  )
}

function hex(value: Term, context: Context): Term {
  if (value.kind === 'integer') return atom(`upper(to_hex(${value.sql}))`, 'text')
  if (value.kind !== 'text' && value.kind !== 'bytea')
    return refuse('hex of another value than text, bytes or a whole number is not translated')
  return atom(`upper(encode(${bytesOf(value, context)}, 'hex'))`, 'text')
}

/** NULL where the text is not hexadecimal. A uuid needs no asking, and would be another one when asked. */
function unhex(value: Term, context: Context): Term {
  const text = toText(value, context)
  if (text.sql.includes('gen_random_uuid()')) return atom(`decode(${text.sql}, 'hex')`, 'bytea')
  const even = `CASE WHEN char_length(${text.sql}) % 2 = 1 THEN '0' ELSE '' END || ${operand(text)}`
  return atom(`CASE WHEN ${operand(text)} ~ '^[0-9A-Fa-f]*$' THEN decode(${even}, 'hex') END`, 'bytea')
}

function asciiLetter(code: Term): string {
  const number = wholeNumber(code)
  return number !== undefined && number > 0 && number < 128
    ? String.fromCodePoint(number)
    : refuse('char of another number than a literal below 128 is not translated')
}

/** `1,234.50`: digits in groups of three, as in MySQL's usual locale. */
function thousands(value: Term, digits: Term): Term {
  const places = wholeNumber(digits)
  if (places === undefined || places < 0 || places > 30)
    return refuse('format with another number of digits than a literal is not translated')
  if (toNumber(value).kind === 'double') return refuse('format of a floating point number is not translated')
  const pattern = `FM${'999,'.repeat(12)}990${places === 0 ? '' : `.${'0'.repeat(places)}`}`
  return atom(`to_char(round(${toNumeric(value).sql}, ${places}), '${pattern}')`, 'text')
}

function matchMode(mode: Term | undefined): 'exact' | 'ignore-case' {
  const letters = mode === undefined ? 'i' : mode.literal?.value
  if (letters === 'i') return 'ignore-case'
  return letters === 'c' ? 'exact' : refuse('regexp_like with another mode than c or i is not translated')
}

/** MySQL takes a whole text off the ends, Postgres any of its letters. */
function trimmed(name: string, value: Term, what: Term | undefined, context: Context): Term {
  const text = toText(value, context).sql
  if (what === undefined) return atom(`${name}(${text})`, 'text')
  if (what.literal?.kind !== 'text' || [...what.literal.value].length !== 1)
    return refuse('trim of another text than a single letter is not translated')
  return atom(`${name}(${text}, ${what.sql})`, 'text')
}
