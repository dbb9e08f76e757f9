import type {Buffer} from 'node:buffer'

import {fitsNumeric} from './fits-numeric.js'
import {RefusedValue} from './refused-value.js'
import {controlBits, equalBits, HIGHEST_BITS, wordsOf} from './words-of.js'

/** json keeps the text and checks its grammar; jsonb also interprets numbers and escapes, and refuses some of them. */
export type JsonType = 'json' | 'jsonb'

/**
 * Refuses what Postgres' json or jsonb would refuse: MariaDB accepts `1.` and `"\x"`, and anything while its check is off.
 * One pass over the bytes, without making a string or an object of any value. https://www.postgresql.org/docs/current/datatype-json.html
 */
export function checkJson(bytes: Buffer, start: number, end: number, type: JsonType): void {
  const entries = checker.check(bytes, start, end, type)
  if (type === 'jsonb' && end - start + entries * ENTRY_BYTES > JSONB_BYTES)
    throw new RefusedValue('it may need more than the 256 MB where jsonb ends')
}

/** `JENTRY_OFFLENMASK` of Postgres. */
const JSONB_BYTES = 0x0f_ff_ff_ff
/** The most bytes that a key or value takes in jsonb besides its text. */
const ENTRY_BYTES = 16
/** Postgres 15 and 18 give up between 12,000 and 15,000, when their stack is full (2 MB by default). */
const DEEPEST = 6000

class JsonChecker {
  /** The bytes that close the open containers, and how many there are. */
  private readonly open = new Uint8Array(DEEPEST)
  private depth = 0
  private entries = 0
  private bytes = new Uint8Array() as Buffer
  private at = 0
  private end = 0
  private type: JsonType = 'json'

  /** Returns the number of keys and values. */
  check(bytes: Buffer, start: number, end: number, type: JsonType): number {
    this.bytes = bytes
    this.at = start
    this.end = end
    this.type = type
    this.depth = 0
    this.entries = 0
    do this.value()
    while (this.goesOn())
    return this.entries
  }

  /** Reads to the end of the next scalar value, opening the containers around it. */
  private value(): void {
    for (;;) {
      this.entries++
      const byte = this.next()
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (this.opens(byte)) continue
        return
      }

      return this.scalar(byte)
    }
  }

  private scalar(byte: number): void {
    if (byte === QUOTE) return this.string()
    if (byte === MINUS || isDigit(byte)) return this.number()
    const word = byte === LOWER_T ? TRUE : byte === LOWER_F ? FALSE : NULL
    for (const letter of word) if (!this.isAt(letter)) refuse()
  }

  /** Opens a container; false if it is empty. */
  private opens(byte: number): boolean {
    const close = byte + 2
    this.at++
    if (this.next() === close) {
      this.at++
      return false
    }

    if (this.depth === DEEPEST)
      throw new RefusedValue(
        `it is nested deeper than ${DEEPEST} levels, for which Postgres may lack the stack`,
      )
    this.open[this.depth++] = close
    if (close === CLOSE_OBJECT) this.key()
    return true
  }

  /** After a value: closes the containers that end here, and returns whether another value follows. */
  private goesOn(): boolean {
    for (;;) {
      const byte = this.next()
      if (this.depth === 0) return this.at === this.end ? false : refuse()
      const close = this.open[this.depth - 1]
      this.at++
      if (byte === COMMA) {
        if (close === CLOSE_OBJECT) this.key()
        return true
      }

      if (byte !== close) refuse()
      this.depth--
    }
  }

  private key(): void {
    this.entries++
    if (this.next() !== QUOTE) refuse()
    this.string()
    if (this.next() !== COLON) refuse()
    this.at++
  }

  /** The next byte that is not white space, 0 at the end. */
  private next(): number {
    const {bytes, end} = this
    let {at} = this
    while (at < end && IS_SPACE[bytes[at]!] === 1) at++
    this.at = at
    return at < end ? bytes[at]! : 0
  }

  private string(): void {
    const {bytes, end} = this
    const words = wordsOf(bytes)
    let at = this.at + 1
    for (;;) {
      while (at + 4 <= end && isPlain(words.getInt32(at))) at += 4
      while (at < end && IS_PLAIN[bytes[at]!] === 1) at++
      this.at = at
      if (at < end && bytes[at] === QUOTE) break
      if (at >= end || bytes[at] !== BACKSLASH) refuse()
      this.escape()
      at = this.at
    }

    this.at++
  }

  private escape(): void {
    if (this.bytes[this.at + 1] !== LOWER_U) {
      if (this.at + 1 >= this.end || !ESCAPABLE.has(this.bytes[this.at + 1]!)) refuse()
      this.at += 2
      return
    }

    const code = this.unicode()
    if (this.type === 'json') return
    if (code === 0) throw new RefusedValue(String.raw`it holds \u0000, which jsonb cannot`)
    if (code < 0xd8_00 || code > 0xdf_ff) return
    if (code > 0xdb_ff || this.bytes[this.at] !== BACKSLASH || this.bytes[this.at + 1] !== LOWER_U)
      refuseHalf()
    const low = this.unicode()
    if (low < 0xdc_00 || low > 0xdf_ff) refuseHalf()
  }

  /** The number of `\u0041`. */
  private unicode(): number {
    const last = this.at + 6
    const digits = last > this.end ? '' : this.bytes.toString('latin1', this.at + 2, last)
    if (!/^[\da-f]{4}$/i.test(digits)) refuse()
    this.at = last
    return Number.parseInt(digits, 16)
  }

  private number(): void {
    const first = this.at
    if (this.bytes[this.at] === MINUS) this.at++
    if (this.at < this.end && this.bytes[this.at] === ZERO) this.at++
    else this.digits()
    if (this.isAt(POINT)) this.digits()
    const hasExponent = this.isAt(LOWER_E) || this.isAt(UPPER_E)
    if (hasExponent) {
      if (!this.isAt(PLUS)) this.isAt(MINUS)
      this.digits()
    }

    if (this.type === 'json' || (!hasExponent && this.at - first < CERTAIN_DIGITS)) return
    if (!fitsNumeric(this.bytes.toString('latin1', first, this.at)))
      throw new RefusedValue('it holds a number that is too large or has too many digits for jsonb')
  }

  /** Skips this byte if it comes next; returns whether it did. */
  private isAt(byte: number): boolean {
    const stands = this.at < this.end && this.bytes[this.at] === byte
    if (stands) this.at++
    return stands
  }

  /** One digit or more. */
  private digits(): void {
    const {bytes, end} = this
    let {at} = this
    while (at < end && isDigit(bytes[at]!)) at++
    if (at === this.at) refuse()
    this.at = at
  }
}

/** A single one for all values, which are checked one after the other: one for each value would be half of all garbage. */
const checker = new JsonChecker()

/** A number with fewer digits fits into jsonb wherever its point is. */
const CERTAIN_DIGITS = 10_000

const TRUE = lettersOf('true')
const FALSE = lettersOf('false')
const NULL = lettersOf('null')
const QUOTE = 0x22
const QUOTES = 0x22_22_22_22
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const UPPER_E = 0x45
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const BACKSLASHES = 0x5c_5c_5c_5c
const LOWER_E = 0x65
const LOWER_F = 0x66
const LOWER_T = 0x74
const LOWER_U = 0x75
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const ESCAPABLE = new Set([...String.raw`"\/bfnrt`].map(character => character.codePointAt(0)))

const IS_SPACE = new Uint8Array(256)
for (const character of ' \t\n\r') IS_SPACE[character.codePointAt(0)!] = 1

/** Bytes of a string without a special meaning; those above 0x7f are checked as UTF-8 elsewhere. */
const IS_PLAIN = new Uint8Array(256).fill(1, 0x20)
IS_PLAIN[QUOTE] = 0
IS_PLAIN[BACKSLASH] = 0

/** The same for four bytes at once. */
function isPlain(word: number): boolean {
  const special = controlBits(word) | equalBits(word, QUOTES) | equalBits(word, BACKSLASHES)
  return (special & HIGHEST_BITS) === 0
}

function lettersOf(word: string): number[] {
  return [...word].map(letter => letter.codePointAt(0)!)
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}

function refuse(): never {
  throw new RefusedValue('it is not valid JSON')
}

function refuseHalf(): never {
  throw new RefusedValue('it holds half of a surrogate pair, which jsonb refuses')
}
