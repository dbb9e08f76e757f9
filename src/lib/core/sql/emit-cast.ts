import {toDate, toDouble, toNumber, toNumeric, toTimestamp} from './coerce.js'
import type {Context} from './context.js'
import {toDecimal} from './to-decimal.js'
import {jsonMember} from './functions/json-member.js'
import {jsonNumber, jsonWhole, toJson} from './functions/json-path.js'
import {leadingDecimal, leadingInteger} from './leading-number.js'
import {hexBytes, textBytes, timeLiteral} from './literals.js'
import {isMoment, KIND_NAMES, scaleOf} from './postgres-kind.js'
import {isNonNegative, unsigned} from './number-operators.js'
import {refuse} from './refused.js'
import {variantOf, type DataType} from './syntax-tree.js'
import {atom, castTo, operand, type Term} from './term.js'
import {bytesOfText, textOfBytes, toText} from './to-text.js'

type Cast = (value: Term, size: readonly number[], context: Context) => Term

/** The parser's names of the types that MySQL casts to. */
const CASTS: Readonly<Record<string, Cast>> = {
  Signed: (value, _, context) => toWhole(value, context),
  SignedInteger: (value, _, context) => toWhole(value, context),
  Unsigned: (value, _, context) => toUnsigned(value, context),
  UnsignedInteger: (value, _, context) => toUnsigned(value, context),
  Char: (value, [length], context) =>
    cut(value.kind === 'bytea' ? textOfBytes(value, context) : toText(value, context), length),
  Decimal: (value, [precision = 10, scale = 0], context) =>
    toDecimal(numberOf(value, context), precision, scale),
  Double: (value, _, context) => castTo(numberOf(value, context), 'double precision'),
  DoublePrecision: (value, _, context) => castTo(numberOf(value, context), 'double precision'),
  Float: (value, _, context) => castTo(numberOf(value, context), 'real'),
  Real: (value, _, context) => castTo(numberOf(value, context), 'double precision'),
  Date: (value, _, context) => toDate(value, context),
  Datetime: (value, [digits = 0], context) =>
    castTo(fractionKept(toTimestamp(value, context), digits, context), `timestamp(${digits})`),
  Time: (value, [digits = 0], context) => toTime(value, digits, context),
  JSON: (value, _, context) =>
    value.kind === 'text' || value.kind === 'json'
      ? toJson(value, context)
      : atom(`to_jsonb(${jsonMember(value, context)})`, 'jsonb', {isScalar: true}),
  Binary: (value, [length], context) =>
    length === undefined ? toBytes(value, context) : refuse('a cast to binary(n) is not translated'),
}

/** `cast(value as type)`. */
export function emitCast(value: Term, type: DataType, context: Context): Term {
  const [name, size] = variantOf(type)
  const write = CASTS[name]
  if (write === undefined) return refuse(`a cast to ${name.toLowerCase()} is not translated`)
  return write(value, sizesOf(size), context)
}

/** `char(10)`, `decimal(10,2)`, `datetime(3)` in the parser's several spellings. */
export function sizesOf(size: unknown): number[] {
  if (typeof size === 'number') return [size]
  if (Array.isArray(size)) return size.filter(one => typeof one === 'number')
  if (typeof size !== 'object' || size === null) return []
  const [, inner] = variantOf(size)
  return inner === undefined
    ? []
    : sizesOf(
        typeof inner === 'object' && inner !== null && 'length' in inner && !Array.isArray(inner)
          ? inner.length
          : inner,
      )
}

/** A value as a whole number: MySQL rounds, and reads the digits at the start of a text; MariaDB also does so for JSON. */
export function toWhole(value: Term, context: Context): Term {
  if (value.kind === 'text' && value.literal === undefined) return leadingInteger(value, context)
  if (value.kind === 'json' && context.flavor === 'mysql') return castTo(jsonWhole(value, context), 'bigint')
  const number = numberOf(value, context)
  if (number.kind === 'integer') return castTo(number, 'bigint')
  const rounding = value.kind === 'json' && context.flavor === 'mariadb' ? 'trunc' : 'round'
  return castTo(atom(`${rounding}(${number.sql})`, number.type), 'bigint')
}

function toUnsigned(value: Term, context: Context): Term {
  const whole =
    value.kind === 'boolean' ? castTo(castTo(value, 'integer'), 'bigint') : toWhole(value, context)
  const nonNegative = isNonNegative(value)
  // MariaDB makes 0 of a negative number with decimals, and counts whole ones down from 2^64, as MySQL does all of them.
  if (context.flavor === 'mariadb' && (value.kind === 'numeric' || value.kind === 'double') && !nonNegative)
    return atom(`CASE WHEN ${operand(whole)} < 0 THEN 0 ELSE ${operand(whole)} END`, 'bigint', {
      nonNegative: true,
    })
  return unsigned({...whole, nonNegative})
}

/** A number, of text the one it starts with. */
function numberOf(value: Term, context: Context): Term {
  if (value.kind === 'text' && value.literal === undefined) return leadingDecimal(value)
  if (value.kind === 'json') return jsonNumber(value, context)
  if (value.kind === 'double') return toDouble(value)
  return value.kind === 'numeric' ? toNumeric(value) : toNumber(value)
}

function cut(text: Term, length: number | undefined): Term {
  return length === undefined ? text : atom(`left(${text.sql}, ${length})`, 'text')
}

function toTime(value: Term, digits: number, context: Context): Term {
  const type = `time(${digits})`
  if (value.literal?.kind === 'text' && value.kind === 'text')
    return castTo(timeLiteral(value.literal.value, 'time'), type)
  if (value.kind === 'time') return castTo(value, type)
  return isMoment(value.kind)
    ? castTo(fractionKept(toTimestamp(value, context), digits, context), type)
    : refuse(`${KIND_NAMES[value.kind]} is cast to a time`)
}

/** MySQL rounds the digits of a second that a cast takes away, as Postgres does; MariaDB cuts them off. */
function fractionKept(moment: Term, digits: number, {flavor}: Context): Term {
  if ((scaleOf(moment.type) ?? 0) <= digits || flavor === 'mysql') return moment
  if (flavor === 'mariadb' && digits === 0) return atom(`date_trunc('second', ${moment.sql})`, moment.type)
  return refuse('a cast to fewer digits of a second is not translated')
}

/** Bytes of a text, in UTF-8: how MySQL compares exactly. */
function toBytes(value: Term, context: Context): Term {
  if (value.kind === 'bytea') return value
  if (value.literal?.kind === 'text') return textBytes(value.literal.value)
  if (value.literal?.kind === 'hex') return hexBytes(value.literal.value)
  return bytesOfText(toText(value, context), context)
}
