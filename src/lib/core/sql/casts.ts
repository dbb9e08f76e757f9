import {toDate, toDouble, toNumber, toNumeric, toTimestamp} from './coerce.js'
import type {Context} from './context.js'
import {toJson} from './json-path.js'
import {hexBytes, textBytes, timeLiteral} from './literals.js'
import {isMoment, KIND_NAMES, scaleOf} from './postgres-kind.js'
import {unsigned} from './number-operators.js'
import {refuse} from './refused.js'
import {variantOf, type DataType} from './syntax-tree.js'
import {atom, castTo, operand, type Term} from './term.js'
import {bytesOfText, toText} from './text-of.js'

type Cast = (value: Term, size: readonly number[], context: Context) => Term

/** The parser's names of the types that MySQL casts to. */
const CASTS: Readonly<Record<string, Cast>> = {
  Signed: value => toWhole(value),
  SignedInteger: value => toWhole(value),
  Unsigned: value => toUnsigned(value),
  UnsignedInteger: value => toUnsigned(value),
  Char: (value, [length], context) => cut(toText(value, context), length),
  Decimal: (value, [precision = 10, scale = 0]) => castTo(numberOf(value), `numeric(${precision},${scale})`),
  Double: value => castTo(numberOf(value), 'double precision'),
  DoublePrecision: value => castTo(numberOf(value), 'double precision'),
  Float: value => castTo(numberOf(value), 'real'),
  Real: value => castTo(numberOf(value), 'double precision'),
  Date: (value, _, context) => toDate(value, context),
  Datetime: (value, [digits = 0], context) =>
    castTo(fractionKept(toTimestamp(value, context), digits, context), `timestamp(${digits})`),
  Time: (value, [digits = 0], context) => toTime(value, digits, context),
  JSON: value =>
    value.kind === 'text' || value.kind === 'json'
      ? toJson(value)
      : atom(`to_jsonb(${toNumber(value).sql})`, 'jsonb'),
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
function sizesOf(size: unknown): number[] {
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

/** MySQL reads the digits at the start of a text, and 0 where there are none. */
function toWhole(value: Term): Term {
  if (value.kind === 'text' && value.literal === undefined)
    return leadingNumber(value, String.raw`^\s*([+-]?\d+)`, 'bigint')
  const number = numberOf(value)
  return number.kind === 'integer'
    ? castTo(number, 'bigint')
    : castTo(atom(`round(${number.sql})`, number.type), 'bigint')
}

function toUnsigned(value: Term): Term {
  const whole = value.kind === 'boolean' ? castTo(castTo(value, 'integer'), 'bigint') : toWhole(value)
  return unsigned({...whole, natural: value.natural === true || value.kind === 'boolean'})
}

function leadingNumber(text: Term, pattern: string, type: string): Term {
  const digits = `COALESCE(substring(${text.sql} FROM '${pattern}'), '0')::${type}`
  return atom(`CASE WHEN ${operand(text)} IS NOT NULL THEN ${digits} END`, type)
}

/** A number, of text the one it starts with. */
function numberOf(value: Term): Term {
  if (value.kind === 'text' && value.literal === undefined)
    return leadingNumber(value, String.raw`^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`, 'numeric')
  if (value.kind === 'json') return atom(`(${operand(value)} #>> '{}')::numeric`, 'numeric')
  return value.kind === 'double'
    ? toDouble(value)
    : value.kind === 'numeric'
      ? toNumeric(value)
      : toNumber(value)
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
