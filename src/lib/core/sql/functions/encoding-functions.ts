import {Buffer} from 'node:buffer'

import {toWhole} from '../emit-cast.js'
import {toNumber} from '../coerce.js'
import {hexBytes} from '../literals.js'
import type {Context} from '../context.js'
import {conv} from './conv.js'
import {refuse} from '../refused.js'
import {between, one, three, two, type FunctionTable} from '../sql-function.js'
import {atom, compound, operand, textLiteral, wholeNumber, type Term} from '../term.js'
import {bytesOfText, toText} from '../to-text.js'

/** Text, bytes, numbers and addresses written as one another. */
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
    const size = wholeNumber(bits) ?? refuse('sha2 with a length that is not a literal is not translated')
    if (![0, 224, 256, 384, 512].includes(size)) refuse(`sha2 with ${size} bits is not translated`)
    return atom(`encode(sha${size === 0 ? 256 : size}(${bytesOf(value, context)}), 'hex')`, 'text')
  }),
  to_base64: one((value, context) => atom(`encode(${bytesOf(value, context)}, 'base64')`, 'text')),
  from_base64: one((value, context) => fromBase64(toText(value, context))),
  conv: three(conv),
  inet_aton: one((text, context) => addressNumber(toText(text, context))),
  inet6_ntoa: one(addressText),
  is_ipv4: one((value, context) => {
    const text = operand(toText(value, context))
    const isAddress = `${text} ~ '^(${IPV4_PART}[.]){3}${IPV4_PART}$'`
    return compound(context.flavor === 'mysql' ? isAddress : `COALESCE(${isAddress}, FALSE)`, 'boolean')
  }),
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

/** Of a number its 64 bits, of text and bytes their bytes. */
function hex(value: Term, context: Context): Term {
  if (value.literal?.kind === 'text')
    return textLiteral(Buffer.from(value.literal.value).toString('hex').toUpperCase())
  if (value.kind === 'integer' || value.kind === 'numeric')
    return atom(`upper(to_hex(${operand(toWhole(value, context))}))`, 'text')
  if (value.kind === 'uuid') return atom(`upper(replace(${operand(value)}::text, '-', ''))`, 'text')
  if (value.kind !== 'text' && value.kind !== 'bytea')
    return refuse('hex of anything but text, bytes or an exact number is not translated')
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
    : refuse('char of a number that is not a literal below 128 is not translated')
}

/** NULL where the text is not base64. */
function fromBase64(text: Term): Term {
  const packed = `regexp_replace(${text.sql}, '\\s', '', 'g')`
  const isValid = `${packed} ~ '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'`
  return atom(`CASE WHEN ${isValid} THEN decode(${packed}, 'base64') END`, 'bytea')
}

/** A part of an address: a number below 256, possibly with zeros before it, or nothing for 0. */
const OCTET = '0*(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[0-9]{0,2})'

const IPV4_PART = '(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])'

/** Addresses of 4 and 16 bytes; NULL for other bytes. */
function addressText(bytes: Term): Term {
  const {kind, sql} = bytes.literal?.kind === 'hex' ? hexBytes(bytes.literal.value) : bytes
  if (kind !== 'bytea') return refuse('inet6_ntoa of anything but bytes is not translated')
  const short = [0, 1, 2, 3].map(at => `get_byte(${sql}, ${at})`).join(" || '.' || ")
  const long = String.raw`host(regexp_replace(encode(${sql}, 'hex'), '(....)(?=.)', '\1:', 'g')::inet)`
  return atom(`CASE octet_length(${sql}) WHEN 4 THEN ${short} WHEN 16 THEN ${long} END`, 'text')
}

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
