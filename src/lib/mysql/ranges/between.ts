import {Buffer} from 'node:buffer'

/** Whether `between` knows values between two of this type. */
export function hasBetween(dataType: string): boolean {
  return NUMBERS.has(dataType) || DATES.has(dataType) || TEXTS.has(dataType) || BINARIES.has(dataType)
}

/**
 * A value of a MySQL type that lies at a fraction `part` of the way from the lowest to the highest, as `KeyColumn` reads and
 * writes values; undefined if there is none that can be written.
 */
export function between(dataType: string, [low, high]: [string, string], part: number): string | undefined {
  if (NUMBERS.has(dataType)) return number(low, high, part)
  if (DATES.has(dataType)) return day(low, high, part)
  return hasBetween(dataType) ? bytes([low, high], part, TEXTS.has(dataType)) : undefined
}

const NUMBERS = new Set(['bigint', 'decimal', 'int', 'mediumint', 'smallint', 'tinyint', 'year'])
const DATES = new Set(['date', 'datetime', 'timestamp'])
const TEXTS = new Set(['char', 'varchar'])
const BINARIES = new Set(['binary', 'varbinary'])

const STEPS = 1_000_000

/** For decimals the integer part is enough. */
function number(low: string, high: string, part: number): string | undefined {
  if (!/^-?\d+/.test(low) || !/^-?\d+/.test(high)) return undefined
  const [from, to] = [low, high].map(text => BigInt(text.replace(/\..*/, '')))
  return String(from! + ((to! - from!) * BigInt(Math.round(part * STEPS))) / BigInt(STEPS))
}

function day(low: string, high: string, part: number): string | undefined {
  const [from, to] = [low, high].map(text => Date.parse(`${text.slice(0, 10)}T00:00:00Z`))
  const at = new Date(from! + (to! - from!) * part)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10)
}

/** In hexadecimal digits: the common beginning, and some bytes between the two. Text that is not ASCII is not interpolated. */
function bytes(ends: [string, string], part: number, isText: boolean): string | undefined {
  const [from, to] = ends.map(hex => Buffer.from(hex, 'hex'))
  if (!from || !to) return undefined
  let same = 0
  while (same < from.length && from[same] === to[same]) same++
  const rests = [from.subarray(same), to.subarray(same)]
  const alphabet = isText
    ? ALPHABETS.find(letters => rests.every(rest => isOf(rest.subarray(0, DEPTH), letters)))
    : ANY_BYTE
  if (!alphabet) return undefined
  const [low, high] = rests.map(rest => valueOf(rest, alphabet))
  const next = bytesOf(Math.round(low! + (high! - low!) * part), alphabet)
  return Buffer.concat([from.subarray(0, same), next])
    .toString('hex')
    .toUpperCase()
}

const ANY_BYTE = Buffer.from(Array.from({length: 256}, (_, byte) => byte))
const DIGITS = '0123456789'
/** The smallest alphabet that fits is used: between keys of digits, any other letter would sort at the same place. */
const ALPHABETS = [
  ...[
    DIGITS,
    `${DIGITS}abcdef`,
    `${DIGITS}ABCDEF`,
    `${DIGITS}abcdefghijklmnopqrstuvwxyz`,
    `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`,
  ].map(letters => Buffer.from(letters)),
  ANY_BYTE.subarray(0x20, 0x7f),
]
/** How many letters are considered. */
const DEPTH = 3

function isOf(text: Buffer, alphabet: Buffer): boolean {
  return text.every(byte => alphabet.includes(byte))
}

function valueOf(key: Buffer, alphabet: Buffer): number {
  let value = 0
  for (let at = 0; at < DEPTH; at++) {
    const digit = at < key.length ? alphabet.indexOf(key[at]!) : 0
    value = value * alphabet.length + digit
  }

  return value
}

function bytesOf(value: number, alphabet: Buffer): Buffer {
  const digits = Array.from(
    {length: DEPTH},
    (_, at) => Math.floor(value / alphabet.length ** (DEPTH - 1 - at)) % alphabet.length,
  )
  return Buffer.from(digits.map(digit => alphabet[digit]!))
}
