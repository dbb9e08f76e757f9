import {Buffer} from 'node:buffer'

import type {MysqlColumn, MysqlDefault} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'
import {unescape} from './unescape.js'

/**
 * Reads literal defaults from SHOW CREATE TABLE, by column name. MySQL shows all of them exactly: quoted, or in hexadecimal and the
 * column's character set where a byte or character would be lost. MariaDB shows bytes as they are, and `?` for characters outside
 * the basic plane; there, columns in a character set other than UTF-8 or binary are left out.
 */
export async function readCreatedDefaults(
  connection: SourceConnection,
  table: string,
  columns: readonly MysqlColumn[],
): Promise<Map<string, MysqlDefault>> {
  const text = await createStatement(connection, table)
  const found = new Map<string, MysqlDefault>()
  for (const column of columns) {
    const literal = literalIn(text, column)
    const shown = literal && (await toDefault(connection, column, literal))
    if (shown) found.set(column.name, shown)
  }

  return found
}

/** One character for each byte: a default may not be UTF-8. */
async function createStatement(connection: SourceConnection, table: string): Promise<string> {
  const answer = await connection.attempt<{'Create Table'?: Buffer}>(`SHOW CREATE TABLE ${table}`, {
    asBytes: true,
  })
  return 'rows' in answer ? (answer.rows[0]?.['Create Table']?.toString('latin1') ?? '') : ''
}

/** The rest of the line before DEFAULT; what is quoted there are labels. */
const BEFORE = String.raw`(?:[^'\n]|'(?:[^'\\]|\\.|'')*')*?`
const LITERAL = String.raw`(?:0x(?<hex>[\dA-F]*)|'(?<quoted>(?:[^'\\]|\\.|'')*)')`

interface Literal {
  bytes: Buffer
  isHex: boolean
}

function literalIn(text: string, {name}: MysqlColumn): Literal | undefined {
  const quoted = Buffer.from(quoteMysqlIdentifier(name))
    .toString('latin1')
    .replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
  const groups = new RegExp(`^  ${quoted} ${BEFORE} DEFAULT ${LITERAL}`, 'ms').exec(text)?.groups
  if (groups === undefined) return undefined
  if (groups.hex !== undefined) return {bytes: Buffer.from(groups.hex, 'hex'), isHex: true}
  const unquoted = unescape((groups.quoted ?? '').replaceAll("''", "'"))
  return {bytes: Buffer.from(unquoted, 'latin1'), isHex: false}
}

async function toDefault(
  connection: SourceConnection,
  {charset, dataType}: MysqlColumn,
  {bytes, isHex}: Literal,
): Promise<MysqlDefault | undefined> {
  if (/^(?:var)?binary$/.test(dataType))
    return {kind: 'expression', sql: bytes.length === 0 ? "x''" : `0x${bytes.toString('hex')}`}
  const isUtf8 = charset === null || /^(?:utf8|binary)/.test(charset)
  if (!isUtf8 && connection.server.flavor === 'mariadb') return undefined
  if (isUtf8 || !isHex) return {kind: 'literal', value: bytes.toString('utf8')}
  const [row] = await connection.query<{value: string}>(
    `SELECT CONVERT(_${charset} x'${bytes.toString('hex')}' USING utf8mb4) AS value`,
    'read a default',
  )
  return row && {kind: 'literal', value: row.value}
}
