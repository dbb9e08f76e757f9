import {isSingleByte, isUtf8} from '../../core/convert/text/text-charsets.js'
import type {MysqlColumn, MysqlServer} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import type {TextQuestion} from '../../core/table-profile.js'

import {isWide, textCondition} from './text-conditions.js'
import {textBytes, utf8Bytes} from '../../core/text-bytes.js'

/**
 * The aggregate that says to which of these questions the answer is yes for any text of a column, as bits in their order. They
 * are asked only of texts that a single cheap check does not find plain.
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
 * A condition that is true for every text that any of the questions counts: it holds a NUL byte or is not all ASCII. In UTF-8
 * the check is narrower: the bytes ED and C3, with which surrogates and doubly encoded characters begin.
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
