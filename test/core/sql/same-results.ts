import mysql from 'mysql2/promise'
import pg from 'pg'

import type {ScopeTable, SqlScope} from '../../../src/lib/core/sql/sql-scope.js'
import type {MysqlTable} from '../../../src/lib/core/mysql-schema.js'
import {translateView} from '../../../src/lib/core/sql/translate-view.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {createDatabase} from '../../postgres/scratch-database.js'
import {postgresUrl, type Source} from '../../servers.js'
import {
  MOOD_LABELS,
  MYSQL_TABLE,
  POSTGRES_TABLE,
  postgresValue,
  SUBJECT_COLUMNS,
  SUBJECT_ROWS,
} from './subject-table.js'

/** The same table in a MySQL and a Postgres database, and a way to ask both the same. */
export interface TwoDatabases {
  /** Rows of a MySQL SELECT and of its translation, every value in one form. Throws the reason of a refusal. */
  ask(select: string): Promise<{mysql: string[]; postgres: string[]; sql: string}>
  /** The same for two SELECTs that are given as they are. */
  askBoth(mysqlSelect: string, postgresSelect: string): Promise<{mysql: string[]; postgres: string[]}>
  runMysql(sql: string): Promise<void>
  runPostgres(sql: string): Promise<void>
  /** The subject table as the plugin reads it. */
  readSubject(): Promise<MysqlTable>
  /** What the subject table's columns stand for. */
  scope: SqlScope
  drop(): Promise<void>
}

export async function openTwoDatabases(source: Source): Promise<TwoDatabases> {
  const from = await createSourceDatabase(source)
  const to = await createDatabase(postgresUrl())
  const {address} = from
  const reader = await mysql.createConnection({...address, charset: 'utf8mb4'})
  const target = new pg.Client({connectionString: to.url, options: '-c timezone=UTC'})
  await target.connect()
  await fillBoth(from, reader, target)
  const scope = scopeOf(address.database, source.flavor)
  const askBoth: TwoDatabases['askBoth'] = async (mysqlSelect, postgresSelect) => {
    const postgres = await target
      .query<(string | null)[]>({text: postgresSelect, rowMode: 'array', types: AS_TEXT})
      .catch(withSql(postgresSelect))
    const types = postgres.fields.map(({dataTypeID}) => dataTypeID)
    const [rows] = await reader.query<mysql.RowDataPacket[]>({sql: mysqlSelect, rowsAsArray: true, typeCast})
    const line = (row: (string | null)[]): string =>
      row.map((value, at) => canonical(value, types[at])).join(' | ')
    return {mysql: rows.map(row => line(Object.values(row))), postgres: postgres.rows.map(row => line(row))}
  }

  return {
    scope,
    askBoth,
    async ask(select) {
      const translated = translateView(await storedView(reader, select), scope)
      if (!translated.ok) throw new Error(translated.reason)
      const {sql} = translated
      await target.query('DROP VIEW IF EXISTS checked')
      await target.query(`CREATE TEMPORARY VIEW checked AS ${sql}`).catch(withSql(sql))
      return {sql, ...(await askBoth(select, sql))}
    },
    async runMysql(sql) {
      await reader.query(sql)
    },
    async runPostgres(sql) {
      await target.query(sql).catch(withSql(sql))
    },
    async readSubject() {
      const connection = await from.open()
      const {tables} = await readSchema(connection, address.database)
      await connection.close()
      return tables[0]!
    },
    async drop() {
      await reader.end()
      await target.end()
      await from.drop()
      await to.drop()
    },
  }
}

function withSql(sql: string): (error: Error) => never {
  return error => {
    throw new Error(`${error.message} in ${sql}`)
  }
}

async function fillBoth(from: SourceDatabase, reader: mysql.Connection, target: pg.Client): Promise<void> {
  await from.run(MYSQL_TABLE)
  // Some defaults are unsafe for a statement-based binary log, which a test needs none of.
  await reader.query("SET sql_log_bin = 0, time_zone = '+00:00', sql_mode = 'ERROR_FOR_DIVISION_BY_ZERO'")
  await reader.query('INSERT INTO subject VALUES ?', [SUBJECT_ROWS])
  await target.query(POSTGRES_TABLE)
  for (const row of SUBJECT_ROWS) {
    const places = row.map((_, at) => `$${at + 1}`).join(', ')
    await target.query(
      `INSERT INTO public.subject VALUES (${places})`,
      row.map((value, at) => postgresValue(value, at)),
    )
  }
}

/** What the server makes of a SELECT, as information_schema shows it. */
async function storedView(reader: mysql.Connection, select: string): Promise<string> {
  await reader.query(`CREATE OR REPLACE VIEW stored_view AS ${select}`)
  const [[row]] = await reader.query<mysql.RowDataPacket[]>(
    "SELECT view_definition AS text FROM information_schema.views WHERE table_schema = database() AND table_name = 'stored_view'",
  )
  return String(row?.text)
}

function scopeOf(database: string, flavor: Source['flavor']): SqlScope {
  const columns = SUBJECT_COLUMNS.map(([name, type]) => ({
    name,
    sql: `"${name}"`,
    type,
    labels: name === 'mood' ? MOOD_LABELS : undefined,
    zeroDate: /^(date|timestamp)/.test(type) ? ('-infinity' as const) : undefined,
  }))
  const subject: ScopeTable = {sql: 'public."subject"', columns, keys: [['id']]}
  return {
    database,
    flavor,
    column: name => columns.find(column => column.name === name),
    table: name => (name === 'subject' ? subject : undefined),
  }
}

const TYPE = {
  boolean: 16,
  bytea: 17,
  numbers: new Set([20, 21, 23, 700, 701, 1700]),
  doubles: new Set([700, 701]),
  jsonb: 3802,
  zoned: 1184,
}

/** One form for a value of a Postgres type, whichever server it comes from: nothing is lost but how a number is spelled. */
function canonical(value: string | null, type: number | undefined): string {
  if (value === null) return 'NULL'
  if (type === undefined) return value
  if (type === TYPE.boolean) return value === 't' || value === '1' ? '1' : '0'
  if (TYPE.doubles.has(type)) return Number(Number(value).toPrecision(13)).toString()
  if (TYPE.numbers.has(type))
    return value.includes('.') ? value.replace(/\.?0+$/, '').replace(/^-0$/, '0') : value
  if (type === TYPE.jsonb) return JSON.stringify(JSON.parse(value))
  if (type === TYPE.bytea && !value.startsWith(String.raw`\x`))
    return String.raw`\x${Buffer.from(value, 'latin1').toString('hex')}`
  return type === TYPE.zoned
    ? value.replace(/\+00$/, '')
    : value.replace(/(:\d\d)\.0+$/, '$1').replace(/(:\d\d\.\d*[1-9])0+$/, '$1')
}

/** Bytes come as one character each, text as text. */
const typeCast = (field: {type: string; string(encoding?: string): string | null}): string | null =>
  field.string(
    field.type === 'VAR_STRING' || field.type === 'STRING' || field.type === 'BLOB' ? undefined : 'utf8',
  )

const sameText = (value: string): string => value
const AS_TEXT = {getTypeParser: () => sameText}
