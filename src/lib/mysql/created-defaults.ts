import {Buffer} from 'node:buffer'

import type {MysqlColumn, MysqlDefault} from '../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../core/quote.js'

import type {SourceConnection} from './connect.js'
import {unescape} from './unescape.js'

/**
 * Literal defaults as SHOW CREATE TABLE of MySQL has them, by column name: quoted, or in hexadecimal where a byte or
 * character would be lost. Those of columns in another character set than UTF-8 or binary are left out.
 */
export async function readCreatedDefaults(
  connection: SourceConnection,
  table: string,
  columns: readonly MysqlColumn[],
): Promise<Map<string, MysqlDefault>> {
  const answer = await connection.attempt<{'Create Table'?: string}>(`SHOW CREATE TABLE ${table}`)
  const text = 'rows' in answer ? (answer.rows[0]?.['Create Table'] ?? '') : ''
  return new Map(
    columns.flatMap(column => {
      const found = defaultIn(text, column)
      return found === undefined ? [] : [[column.name, found]]
    }),
  )
}

/** What stands in quotes before DEFAULT are labels. */
const BEFORE = String.raw`(?:[^'\n]|'(?:[^'\\]|\\.|'')*')*?`
const LITERAL = String.raw`(?:0x(?<hex>[\dA-F]*)|'(?<quoted>(?:[^'\\]|\\.|'')*)')`

function defaultIn(text: string, {name, charset, dataType}: MysqlColumn): MysqlDefault | undefined {
  if (charset !== null && !/^(?:utf8|binary)/.test(charset)) return undefined
  const quoted = quoteMysqlIdentifier(name).replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
  const groups = new RegExp(`^  ${quoted} ${BEFORE} DEFAULT ${LITERAL}`, 'ms').exec(text)?.groups
  if (groups === undefined) return undefined
  const bytes =
    groups.hex === undefined
      ? Buffer.from(unescape((groups.quoted ?? '').replaceAll("''", "'")))
      : Buffer.from(groups.hex, 'hex')
  if (!/^(?:var)?binary$/.test(dataType)) return {kind: 'literal', value: bytes.toString('utf8')}
  return {kind: 'expression', sql: bytes.length === 0 ? "x''" : `0x${bytes.toString('hex')}`}
}
