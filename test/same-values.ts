import {expect} from 'chai'
import type {Connection, RowDataPacket} from 'mysql2/promise'
import pg from 'pg'

import {formOf, writtenAs} from './value-forms.js'
import {quoteIdentifier, quoteMysqlIdentifier} from '../src/lib/core/quote.js'

/** A column on both servers. */
interface Column {
  mysql: string
  postgres: string
  /** `tinyint(1)`, `set('sauna','pool')`, `json` for both servers' JSON */
  mysqlType: string
  postgresType: string
}

/** A table, or a view, on both servers. */
export interface Relation {
  mysql: string
  postgres: string
}

interface Servers {
  mysql: Connection
  postgres: pg.Client
}

/** Fails unless every table of the MySQL database is in Postgres with the same rows, value by value. */
export async function expectSameValues(mysql: Connection, postgresUrl: string): Promise<void> {
  const postgres = new pg.Client({connectionString: postgresUrl})
  await postgres.connect()
  try {
    const [rows] = await mysql.query<RowDataPacket[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type <> 'VIEW'",
    )
    for (const {name} of rows)
      expect(await differingRows({mysql: name, postgres: name}, {mysql, postgres}), name).to.deep.equal([])
  } finally {
    await postgres.end()
  }
}

const SHOWN = 3

/** Rows that are on one server only, a few of each: none when the relation is the same on both. */
export async function differingRows(relation: Relation, {mysql, postgres}: Servers): Promise<string[]> {
  await mysql.query("SET time_zone = '+00:00'")
  await postgres.query("SET TimeZone = 'UTC'")
  const columns = await columnsOf(relation, {mysql, postgres})
  if (typeof columns === 'string') return [columns]
  const [ours] = await mysql.query<RowDataPacket[][]>({
    sql: `SELECT ${columns.map((column, at) => `${mysqlText(column)} AS v${at}`).join(', ')} FROM ${quoteMysqlIdentifier(relation.mysql)}`,
    rowsAsArray: true,
  })
  const theirs = await postgres.query<unknown[]>({
    text: `SELECT ${columns.map(column => postgresText(column)).join(', ')} FROM ${quoteIdentifier(relation.postgres)}`,
    rowMode: 'array',
  })
  const expected = ours.map(row => rowText(columns, row, 'mysql'))
  const found = theirs.rows.map(row => rowText(columns, row, 'postgres'))
  return [
    ...without(expected, found)
      .slice(0, SHOWN)
      .map(row => `only in MySQL: ${row}`),
    ...without(found, expected)
      .slice(0, SHOWN)
      .map(row => `only in Postgres: ${row}`),
  ]
}

/** Postgres keeps the order of the columns, so that their names need not be known. */
async function columnsOf(
  {mysql: table, postgres: target}: Relation,
  {mysql, postgres}: Servers,
): Promise<Column[] | string> {
  const [rows] = await mysql.query<RowDataPacket[]>(
    'SELECT column_name AS name, column_type AS type FROM information_schema.columns WHERE table_schema = DATABASE() AND BINARY table_name = ? ORDER BY ordinal_position',
    [table],
  )
  const found = await postgres.query<{name: string; type: string}>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`public.${quoteIdentifier(target)}`],
  )
  if (rows.length !== found.rows.length) return `${rows.length} columns became ${found.rows.length}`
  return rows.map(({name, type}, at) => {
    const {name: postgresName, type: postgresType} = found.rows[at]!
    // MariaDB has no type of its own for JSON.
    const mysqlType = postgresType.startsWith('json') ? 'json' : String(type)
    return {mysql: String(name), postgres: postgresName, mysqlType, postgresType}
  })
}

function mysqlText({mysql, mysqlType, postgresType}: Column): string {
  return writtenAs(formOf(mysqlType, postgresType).mysql, quoteMysqlIdentifier(mysql))
}

function postgresText({postgres, mysqlType, postgresType}: Column): string {
  return writtenAs(formOf(mysqlType, postgresType).postgres, quoteIdentifier(postgres))
}

function rowText(columns: Column[], row: unknown[], server: 'mysql' | 'postgres'): string {
  const values = columns.map(({mysqlType, postgresType}, at) =>
    row[at] === null ? null : understood(String(row[at]), formOf(mysqlType, postgresType), server),
  )
  return JSON.stringify(values)
}

function understood(
  text: string,
  {read, readMysql}: ReturnType<typeof formOf>,
  server: 'mysql' | 'postgres',
): unknown {
  const known = server === 'mysql' && readMysql ? readMysql(text) : text
  return read && typeof known === 'string' ? read(known) : known
}

/** What is left of a list when each of another's entries is taken out once. */
function without(rows: string[], others: string[]): string[] {
  const counts = new Map<string, number>()
  for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1)
  return rows.filter(row => {
    const count = counts.get(row) ?? 0
    counts.set(row, count - 1)
    return count <= 0
  })
}
