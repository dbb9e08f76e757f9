import {Buffer, isUtf8} from 'node:buffer'
import {textBytes, utf8Bytes} from '../../text-bytes.js'

import {LATIN1_SIGNS} from '../../latin1-signs.js'

/** What a byte 80 to BF, which continues a character in UTF-8, looks like when it is read as MySQL's latin1 (cp1252). */
const CONTINUATION = '[\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]'
/** How the first byte of a character of two, and of three or four bytes, looks; scripts that are in use only. */
const DOUBLED = `[Â-ÅÌ-Ò×-Û]${CONTINUATION}|[à-ô]${CONTINUATION}{2}`

const DOUBLED_TEXT = new RegExp(DOUBLED)

/**
 * What ordinary text gives by accident when a capital stands before a sign: `CAFÉ™` would be `CAFə`, `Spaß…` would end in
 * a letter of N'Ko. Control characters, IPA, rare combining marks, old Cyrillic, Syriac to N'Ko.
 * Compared as they are: without case one of the marks is the Greek iota.
 */
const UNLIKELY =
  '[\u0080-\u009F\u0180-\u02FF\u0304-\u0307\u030D-\u0326\u0328-\u036F\u0460-\u048F\u0492-\u05CF\u0700-\u07FF]'

/** Longer texts are not searched by regular expression: MySQL ends the whole query when one takes too long. */
const SEARCHED_BYTES = 60_000
const SEARCHED_CHARACTERS = 10_000

/** MySQL expression: the text whose UTF-8 bytes were once read as latin1; only means something where that is so. */
export function singlyEncoded(column: string): string {
  return `CONVERT(${latin1Bytes(column)} USING utf8mb4)`
}

/**
 * MySQL condition: the whole text is UTF-8 that was once read as latin1, such as `Ã©` for `é`. Read back it is valid, and
 * encoded again it is the same. Each part is cheaper than those after it: plain ASCII ends at the first.
 */
export function doublyEncodedSql(column: string): string {
  const once = singlyEncoded(column)
  const latin1 = `CONVERT(${column} USING latin1)`
  return [
    `INSTR(${utf8Bytes(column)}, 0x${LEAD.toString(16)}) > 0`,
    `(LENGTH(${column}) > ${SEARCHED_BYTES} OR ${text(column)} REGEXP '${DOUBLED}' COLLATE utf8mb4_bin)`,
    `${textBytes(once)} = ${latin1Bytes(column)}`,
    `${utf8Bytes(latin1)} = ${utf8Bytes(column)}`,
    `LEFT(${once}, ${SEARCHED_CHARACTERS}) NOT REGEXP '${UNLIKELY}' COLLATE utf8mb4_bin`,
  ].join(' AND ')
}

/**
 * Whether a text, of which `bytes` are the UTF-8, may be one that `doublyEncodedSql` is true of: that is true of no other, and of
 * fewer than this. Of a long text a part is looked at.
 */
export function mayBeDoublyEncoded(bytes: Buffer): boolean {
  const start = bytes.indexOf(LEAD)
  if (start === -1) return false
  const isLong = bytes.length > SEARCHED_BYTES
  const part = bytes.toString('utf8', start, start + SEARCHED_BYTES)
  if (!isLong && !DOUBLED_TEXT.test(part)) return false
  const latin1 = Buffer.from(
    part.replaceAll(NOT_LATIN1, char => SIGNS.get(char) ?? NO_BYTE),
    'latin1',
  )
  // Where a part ends it may end a character, which is four bytes at most.
  return (isLong ? [0, 1, 2, 3, 4] : [0]).some(cut => isUtf8(latin1.subarray(0, latin1.length - cut)))
}

/** U+00C0 to U+00FF begin with it in UTF-8, one of which stands for the first byte of every character. */
const LEAD = 0xc3
const NOT_LATIN1 = /[^\p{ASCII}\u00A0-\u00FF]/gu
/** Each sign of latin1's bytes 80 to 9F with the character U+0080 to U+009F that Node's encoder needs to give that byte. */
const SIGNS = new Map(Array.from(LATIN1_SIGNS, (sign, at) => [sign, String.fromCodePoint(0x80 + at)]))
/** Stands for a character that latin1 does not have: this byte is nowhere in UTF-8. */
const NO_BYTE = '\u00FF'

/** MySQL expression: the column with doubly encoded texts repaired and all others as they are. */
export function repairedText(column: string): string {
  return `CASE WHEN ${doublyEncodedSql(column)} THEN ${singlyEncoded(column)} ELSE ${text(column)} END`
}

function text(column: string): string {
  return `CONVERT(${column} USING utf8mb4)`
}

function latin1Bytes(column: string): string {
  return textBytes(`CONVERT(${column} USING latin1)`)
}
