import {Buffer} from 'node:buffer'

import type {ConvertedColumn} from '../columns/convert-columns.js'
import {isNoDate} from '../columns/convert-default.js'
import {literalSql} from '../columns/default-literals.js'
import {identityEnd, isIdentityType} from '../columns/identity-values.js'
import {refuse} from '../../sql/refused.js'
import {sqlTokens, type SqlToken} from '../../sql/sql-tokens.js'

/** A value in a partition's bound or list. Text as literals of defaults have it: digits, `0x00ff`, the string itself. */
export type PartitionValue = {kind: 'max'} | {kind: 'null'} | {kind: 'value'; text: string}

/**
 * Reads what the server shows of a partition's values: `10,'2020-01-01',MAXVALUE`.
 * @throws Refused for rows of values and for texts that the catalog cannot show
 */
export function partitionValues(shown: string): PartitionValue[] {
  const values: PartitionValue[] = []
  let item: SqlToken[] = []
  for (const token of [...sqlTokens(shown), COMMA]) {
    if (token.kind !== 'symbol' || token.text !== ',') {
      item.push(token)
      continue
    }

    values.push(toValue(item))
    item = []
  }

  return values
}

const COMMA: SqlToken = {kind: 'symbol', text: ','}

function toValue(tokens: readonly SqlToken[]): PartitionValue {
  const [first, second] = tokens
  if (first?.kind === 'word' && second === undefined) {
    if (first.text.toUpperCase() === 'MAXVALUE') return {kind: 'max'}
    if (first.text.toUpperCase() === 'NULL') return {kind: 'null'}
  }

  const text = valueText(first, second)
  if (text === undefined || tokens.length > 2)
    return refuse(`the values ${tokens.map(token => token.text).join(' ')} are not known`)
  return {kind: 'value', text}
}

/** MySQL shows text with other than ASCII letters as `_utf8mb4 0xc3a9`, and bytes as `_binary 0x00ff`. */
function valueText(first: SqlToken | undefined, second: SqlToken | undefined): string | undefined {
  if (second === undefined) return plainText(first)
  if (first?.text === '-' && second.kind === 'number') return `-${second.text}`
  if (first?.text === '_binary') return second.text
  return /^_utf8(?:mb[34])?$/.test(first?.text ?? '')
    ? Buffer.from(second.text.slice('0x'.length), 'hex').toString()
    : undefined
}

function plainText(token: SqlToken | undefined): string | undefined {
  if (token?.kind === 'number') return token.text
  if (token?.kind !== 'string') return undefined
  // The catalog shows ? for characters outside the basic plane; what bytes MariaDB shows is not what they are.
  return /[?\0]/.test(token.text) ? refuse('the catalog does not show its values whole') : token.text
}

/**
 * A value as a literal of the column's Postgres type.
 * @throws Refused for a value that the type does not have
 */
export function valueSql(column: ConvertedColumn, text: string): string {
  const sql = isOutOfRange(column, text) || isNoDate(column, text) ? null : literalSql(column, text)
  return sql ?? refuse(`${text} is not a value of ${column.name} in Postgres`)
}

function isOutOfRange({type: {type}}: ConvertedColumn, text: string): boolean {
  if (!isIdentityType(type) || !/^-?\d+$/.test(text)) return false
  return BigInt(text) > identityEnd(type) || BigInt(text) < -identityEnd(type) - 1n
}
