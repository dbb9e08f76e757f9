import {isSingleByte, isUtf8} from '../../core/convert/text/text-charsets.js'
import type {MysqlColumn, MysqlServer} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import type {TextQuestion} from '../../core/table-profile.js'

import {isWide, textCondition} from './text-conditions.js'
import {textBytes, utf8Bytes} from '../../core/text-bytes.js'

/**
 * The aggregate that tells which of these questions any text of a column answers, as bits in their order. They are asked of
 * those texts alone that one look does not find plain.
 */
export function textFindingsSql(
  column: MysqlColumn,
  questions: readonly TextQuestion[],
  server: MysqlServer,
): string {
  const bits = questions.map((question, at) => `IF(${textCondition(column, question)}, ${1 << at}, 0)`)
  return `BIT_OR(CASE WHEN ${isNotPlain(column, server)} THEN ${bits.join(' | ')} ELSE 0 END)`
}

/**
 * A condition that every text fulfils that any of the questions counts: it holds a NUL byte or is not all ASCII; in UTF-8
 * the bytes ED and C3, with which surrogates and doubly encoded characters begin, say it more closely.
 */
function isNotPlain({name, charset}: MysqlColumn, server: MysqlServer): string {
  const value = quoteMysqlIdentifier(name)
  const bytes = textBytes(value)
  if (isWide(charset)) return `${value} IS NOT NULL`
  // MariaDB compiles the expression and reads bytes; MySQL's regular expressions are slow, and end the query when too slow.
  if (server.flavor === 'mariadb')
    return `${bytes} REGEXP '${isUtf8(charset) ? String.raw`[\\x00\\xC3\\xED]` : String.raw`[^\\x01-\\x7F]`}'`
  const hasNul = `INSTR(${bytes}, 0x00) > 0`
  if (isUtf8(charset)) return `(LENGTH(${value}) <> CHAR_LENGTH(${value}) OR ${hasNul})`
  return isSingleByte(charset) ? `(${bytes} <> ${utf8Bytes(value)} OR ${hasNul})` : `${value} IS NOT NULL`
}
