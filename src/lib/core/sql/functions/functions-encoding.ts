import {toNumber} from '../coerce.js'
import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {between, none, one, three, two, type FunctionTable} from '../sql-function.js'
import {atom, castTo, operand, textLiteral, wholeNumber, type Term} from '../term.js'
import {bytesOfText, toText} from '../text-of.js'

/** Text, bytes, numbers, uuids and addresses written as one another. */
export const ENCODING_FUNCTIONS: FunctionTable = {
  ascii: one((value, context) => {
    const text = toText(value, context)
    return atom(
      `CASE WHEN ${operand(text)} = '' THEN 0 ELSE get_byte(${bytesOfText(text, context).sql}, 0) END`,
      'integer',
    )
  }),
  // The bytes of the first character as one number.
  ord: one((value, context) => {
    const text = toText(value, context)
    const bytes = bytesOfText(atom(`left(${text.sql}, 1)`, 'text'), context).sql
    return atom(
      `CASE WHEN ${operand(text)} = '' THEN 0 ELSE ('x' || lpad(encode(${bytes}, 'hex'), 8, '0'))::bit(32)::bigint END`,
      'bigint',
    )
  }),
  char: between(1, 20, args => textLiteral(args.map(arg => asciiLetter(arg)).join(''))),
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
  conv: three((value, from, to) => inBase(value, wholeNumber(from), wholeNumber(to))),
  inet_aton: one((text, context) => addressNumber(toText(text, context))),
  inet_ntoa: one(value => {
    const number = operand(toNumber(value))
    return atom(
      `CASE WHEN ${number} BETWEEN 0 AND 4294967295 THEN host('0.0.0.0'::inet + ${number}::bigint) END`,
      'text',
    )
  }),
}

function bytesOf(value: Term, context: Context): string {
  return value.kind === 'bytea' ? value.sql : bytesOfText(toText(value, context), context).sql
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

/** Digits of a number in base 2 or 16. */
function inBase(value: Term, from: number | undefined, to: number | undefined): Term {
  const number = toNumber(value)
  if (from !== 10 || number.kind !== 'integer')
    return refuse('conv of another value than a whole number is not translated')
  const whole = `${operand(number)}::bigint`
  if (to === 16) return atom(`upper(to_hex(${whole}))`, 'text')
  if (to !== 2) return refuse('conv to another base than 2 or 16 is not translated')
  const digits = `ltrim(${whole}::bit(64)::text, '0')`
  return atom(`CASE ${number.sql} WHEN 0 THEN '0' ELSE ${digits} END`, 'text')
}

/** A part of an address: a number below 256, possibly with zeros before it, or nothing for 0. */
const OCTET = '0*(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[0-9]{0,2})'

/** The number of an IPv4 address. A shorter one has its last part in the last place: `127.1` is 127.0.0.1. */
function addressNumber(text: Term): Term {
  const value = operand(text)
  const isAddress = `${value} ~ '^${OCTET}([.]${OCTET}){0,3}$' AND ${value} ~ '[0-9]$'`
  const part = (pattern: string, factor: number): string =>
    `COALESCE(nullif(substring(${text.sql} FROM '${pattern}'), ''), '0')::bigint * ${factor}`
  const before = ['^([0-9]*)[.]', '^[0-9]*[.]([0-9]*)[.]', '^[0-9]*[.][0-9]*[.]([0-9]*)[.]']
  const parts = [...before, '([0-9]+)$'].map((pattern, at) => part(pattern, 256 ** (3 - at)))
  return atom(`CASE WHEN ${isAddress} THEN ${parts.join(' + ')} END`, 'bigint')
}
