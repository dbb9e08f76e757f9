import {doublyEncodedSql} from '../../core/convert/text/double-encoding.js'
import {hasGaps, isUtf8} from '../../core/convert/text/text-charsets.js'
import type {MysqlColumn} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import type {TextQuestion} from '../../core/table-profile.js'
import {textBytes, utf8Bytes} from '../../core/text-bytes.js'

/** The condition that is true for a text that cannot go over as it is; NULL or false for all others. */
export function textCondition(column: MysqlColumn, question: TextQuestion): string {
  switch (question) {
    case 'nulBytes':
      return `INSTR(${comparedBytes(column)}, 0x00) > 0`
    case 'lostCharacters':
      return hasGaps(column.charset) ? hasGap(column) : hasSurrogate(column)
    case 'doublyEncoded':
      return doublyEncodedSql(quoteMysqlIdentifier(column.name))
  }
}

/** As bytes, because MySQL's collations find a NUL anywhere: it has no weight. UTF-16 has zero bytes in every letter. */
function comparedBytes({name, charset}: MysqlColumn): string {
  const value = quoteMysqlIdentifier(name)
  return isWide(charset) ? utf8Bytes(value) : textBytes(value)
}

/** Whether ASCII takes more than one byte. */
export function isWide(charset: string | null): boolean {
  return /^(?:ucs2|utf16|utf16le|utf32)$/.test(charset ?? '')
}

/**
 * The text's own question marks are removed first, so that any that remain come from the conversion. A text too large for that (over
 * `max_allowed_packet`) is converted there and back instead.
 */
function hasGap({name, charset}: MysqlColumn): string {
  const value = quoteMysqlIdentifier(name)
  const back = `CONVERT(CONVERT(${value} USING utf8mb4) USING ${charset})`
  const isOther = `${textBytes(back)} <> ${textBytes(value)}`
  const question = `IFNULL(INSTR(${utf8Bytes(`REPLACE(${value}, '?', '')`)}, '?') > 0, ${isOther})`
  // gb18030 has U+FFFD as a character; in the others only bytes without a character become it.
  if (charset === 'gb18030') return question
  return `(${question} OR INSTR(${utf8Bytes(value)}, 0xEFBFBD) > 0)`
}

/** UTF-16 cannot hold half a pair, so a conversion to it makes `?` of one. In UTF-8 surrogates begin with ED. */
function hasSurrogate({name, charset}: MysqlColumn): string {
  const value = quoteMysqlIdentifier(name)
  const isOther = `${textBytes(throughUtf16(value))} <> ${utf8Bytes(value)}`
  const isLost = `IFNULL(INSTR(${throughUtf16(`REPLACE(${value}, '?', '')`)}, '?') > 0, ${isOther})`
  return isUtf8(charset) ? `(INSTR(${textBytes(value)}, 0xED) > 0 AND ${isLost})` : isLost
}

function throughUtf16(text: string): string {
  return `CONVERT(CONVERT(${text} USING utf16) USING utf8mb4)`
}
