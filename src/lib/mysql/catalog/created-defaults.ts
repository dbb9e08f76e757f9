import {Buffer} from 'node:buffer'

import type {MysqlColumn, MysqlDefault} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'
import {unescape} from './unescape.js'

/**
 * Literal defaults as SHOW CREATE TABLE has them, by column name. MySQL has all of them exactly: quoted, or in hexadecimal
 * where a byte or character would be lost. MariaDB has bytes as they are, and `?` for characters outside the basic plane.
 * Those of columns in another character set than UTF-8 or binary are left out.
 */
export async function readCreatedDefaults(
  connection: SourceConnection,
  table: string,
  columns: readonly MysqlColumn[],
): Promise<Map<string, MysqlDefault>> {
  const text = await createStatement(connection, table)
  return new Map(
    columns.flatMap(column => {
      const found = defaultIn(text, column)
      return found === undefined ? [] : [[column.name, found]]
    }),
  )
}

/** One character for each byte: a default may be no UTF-8. */
async function createStatement(connection: SourceConnection, table: string): Promise<string> {
  const answer = await connection.attempt<{'Create Table'?: Buffer}>(`SHOW CREATE TABLE ${table}`, {
    asBytes: true,
  })
  return 'rows' in answer ? (answer.rows[0]?.['Create Table']?.toString('latin1') ?? '') : ''
}

/** What stands in quotes before DEFAULT are labels. */
const BEFORE = String.raw`(?:[^'\n]|'(?:[^'\\]|\\.|'')*')*?`
const LITERAL = String.raw`(?:0x(?<hex>[\dA-F]*)|'(?<quoted>(?:[^'\\]|\\.|'')*)')`

function defaultIn(text: string, {name, charset, dataType}: MysqlColumn): MysqlDefault | undefined {
  if (charset !== null && !/^(?:utf8|binary)/.test(charset)) return undefined
  const quoted = Buffer.from(quoteMysqlIdentifier(name))
    .toString('latin1')
    .replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
  const groups = new RegExp(`^  ${quoted} ${BEFORE} DEFAULT ${LITERAL}`, 'ms').exec(text)?.groups
  if (groups === undefined) return undefined
  const bytes =
    groups.hex === undefined
      ? Buffer.from(unescape((groups.quoted ?? '').replaceAll("''", "'")), 'latin1')
      : Buffer.from(groups.hex, 'hex')
  if (!/^(?:var)?binary$/.test(dataType)) return {kind: 'literal', value: bytes.toString('utf8')}
  return {kind: 'expression', sql: bytes.length === 0 ? "x''" : `0x${bytes.toString('hex')}`}
}
