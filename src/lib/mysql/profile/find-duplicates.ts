import type {DuplicatePart, DuplicateQuestion} from '../../core/convert/indexes/duplicate-questions.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import type {EqualRows} from '../../core/table-profile.js'

import type {SqlSession} from '../connect.js'
import {textCondition} from './text-conditions.js'
import {utf8Bytes} from '../../core/text-bytes.js'

const EXAMPLES = 3
const EXAMPLE_CHARACTERS = 60

/** Counts the groups of rows that will be equal in Postgres under a unique key, and gives examples. Keys with a NULL are never equal. */
export async function findDuplicates(
  session: SqlSession,
  from: string,
  {index, parts}: DuplicateQuestion,
): Promise<EqualRows> {
  const doing = `look for duplicates under the key ${index}`
  const groups = `FROM ${from}
    WHERE ${parts.map(({column}) => `${quoteMysqlIdentifier(column.name)} IS NOT NULL`).join(' AND ')}
    GROUP BY ${parts.map(part => comparedSql(part)).join(', ')} HAVING COUNT(*) > 1${besides(parts)}`
  const [counted] = await session.query<{n: number | string}>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 ${groups}) AS found`,
    doing,
  )
  const count = Number(counted?.n ?? 0)
  if (count === 0) return {groups: 0, examples: []}
  const shown = exampleSql(parts)
  const rows = await session.query<{one: string; other: string}>(
    `SELECT MIN(${shown}) AS one, MAX(${shown}) AS other ${groups} LIMIT ${EXAMPLES}`,
    doing,
  )
  return {groups: count, examples: rows.map(({one, other}) => [one, other])}
}

/** The expression by which two values of a key part are equal in Postgres. */
function comparedSql({column, prefix, equal}: DuplicatePart): string {
  const name = quoteMysqlIdentifier(column.name)
  const value = prefix === null ? name : `LEFT(${name}, ${prefix})`
  if (equal.by === 'collation') return `${asUtf8(value)} COLLATE ${equal.collation}`
  if (equal.by === 'characters') return withoutNul(utf8Bytes(value))
  if (equal.by === 'other-than-surrogates') return withoutNul(utf8Bytes(otherThanSurrogates(value)))
  return column.charset === null ? value : `CAST(${value} AS BINARY)`
}

/** In keys each NUL becomes U+2400. */
function withoutNul(bytes: string): string {
  return `REPLACE(${bytes}, 0x00, 0xE29080)`
}

/**
 * A text without everything that a surrogate can become in Postgres: a character that UTF-16 writes as a pair, or U+FFFD.
 * UTF-16 cannot hold half a pair and UCS-2 cannot hold a whole one, so these become `?` in the conversion.
 */
function otherThanSurrogates(value: string): string {
  const whole = `REPLACE(CONVERT(${value} USING utf16), '?', '')`
  return `REPLACE(REPLACE(CONVERT(${whole} USING ucs2), '?', ''), _ucs2 0xFFFD, '')`
}

/** Rows that differ only in surrogates are reported only if one of them has some. */
function besides(parts: readonly DuplicatePart[]): string {
  const found = parts.filter(({equal}) => equal.by === 'other-than-surrogates')
  if (found.length === 0 || parts.some(({equal}) => /^(characters|collation)$/.test(equal.by))) return ''
  const has = found.map(({column}) => `MAX(${textCondition(column, 'lostCharacters')})`)
  return ` AND (${has.join(' OR ')})`
}

/** The text of the key parts whose comparison changes. */
function exampleSql(parts: readonly DuplicatePart[]): string {
  const texts = parts
    .filter(({equal}) => equal.by !== 'bytes')
    .map(({column}) => `LEFT(${asUtf8(quoteMysqlIdentifier(column.name))}, ${EXAMPLE_CHARACTERS})`)
  return `CONCAT_WS(', ', ${texts.join(', ')}) COLLATE utf8mb4_bin`
}

function asUtf8(value: string): string {
  return `CONVERT(${value} USING utf8mb4)`
}
