import type {MysqlServer} from '../../core/mysql-schema.js'

import {decodeLiteral, literalBytes} from './decode-literal.js'
import {unescape} from './unescape.js'

/**
 * The text of an expression as the server means it. From version 8 on, MySQL's information_schema shows generated
 * columns, checks, index parts and defaults with all quotes and backslashes escaped once more, and each byte of a
 * string literal as a character of its own: `'ü'` as `_utf8mb4\'Ã¼\'`.
 */
export function expressionText({flavor, version}: MysqlServer, shown: string): string {
  if (flavor === 'mariadb' || version.startsWith('5.')) return shown
  return unescape(shown).replaceAll(
    TOKEN,
    (token, charset: string | undefined, literal: string | undefined) =>
      charset === undefined || literal === undefined ? token : decoded(literal, charset),
  )
}

/** A quoted name, which stays as it is, or a literal behind its character set. */
const TOKEN = /`(?:[^`]|``)*`|_([\da-z]+)('(?:[^'\\]|\\.|'')*')/gs

/** A literal in an unknown character set stays as bytes, which the translation refuses. */
function decoded(literal: string, charset: string): string {
  const text = decodeLiteral(literal, charset)
  if (text === null) return `_${charset} 0x${literalBytes(literal).toString('hex')}`
  return text === literal ? `_${charset}${literal}` : `_utf8mb4${text}`
}
