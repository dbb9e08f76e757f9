import {expect} from 'chai'
import type {Connection, RowDataPacket} from 'mysql2/promise'
import pg from 'pg'

interface Column {
  table: string
  name: string
  /** `tinyint(1)`, `set('sauna','pool')` */
  type: string
}

/** How a column's values are written as text by each of the servers; `x` stands for the column. */
interface Form {
  types: RegExp
  mysql: string
  postgres: string
  /** Where both texts have to be understood before they can be equal. */
  read?: (text: string) => unknown
}

const NO_ZERO = 'IF(YEAR(x) = 0 OR MONTH(x) = 0 OR DAY(x) = 0, NULL,'

/** The first that fits. None of it is taken from the plugin: only MySQL's own types and the README's promises. */
const FORMS: Form[] = [
  {
    types: /^(tinyint\(1\)|bit\(1\))$/,
    mysql: "IF(x, 'true', IF(x IS NULL, NULL, 'false'))",
    postgres: 'x::text',
  },
  {types: /^bit\(8\)$/, mysql: "LPAD(BIN(x + 0), 8, '0')", postgres: 'x::text'},
  {types: /^float/, mysql: 'CAST(x AS DOUBLE)', postgres: 'x::text', read: text => Math.fround(Number(text))},
  {types: /^double/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text', read: Number},
  {types: /^date$/, mysql: `${NO_ZERO} DATE_FORMAT(x, '%Y-%m-%d'))`, postgres: "to_char(x, 'YYYY-MM-DD')"},
  {
    types: /^(datetime|timestamp)/,
    mysql: `${NO_ZERO} DATE_FORMAT(x, '%Y-%m-%d %H:%i:%s.%f'))`,
    postgres: "to_char(x, 'YYYY-MM-DD HH24:MI:SS.US')",
  },
  {types: /^time$/, mysql: "TIME_FORMAT(x, '%H:%i:%s')", postgres: "to_char(x, 'HH24:MI:SS')"},
  {types: /binary|blob/, mysql: 'HEX(x)', postgres: "upper(encode(x, 'hex'))"},
  {types: /^set/, mysql: 'x', postgres: "array_to_string(x, ',')"},
  {types: /^json$/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text', read: text => sorted(JSON.parse(text))},
  {types: /./, mysql: 'CAST(x AS CHAR)', postgres: 'x::text'},
]

/** Fails unless every table of the MySQL database is in Postgres with the same rows, value by value. */
export async function expectSameValues(mysql: Connection, postgresUrl: string): Promise<void> {
  const postgres = new pg.Client({connectionString: postgresUrl})
  await postgres.connect()
  try {
    await mysql.query("SET time_zone = '+00:00'")
    await postgres.query("SET TimeZone = 'UTC'")
    const columns = await columnsOf(mysql)
    for (const table of new Set(columns.map(column => column.table)))
      await expectSameRows(
        table,
        columns.filter(column => column.table === table),
        {mysql, postgres},
      )
  } finally {
    await postgres.end()
  }
}

async function columnsOf(mysql: Connection): Promise<Column[]> {
  const [rows] = await mysql.query<(Column & RowDataPacket)[]>(
    `SELECT c.table_name AS \`table\`, c.column_name AS name, c.column_type AS type
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' ORDER BY c.ordinal_position`,
  )
  // MariaDB has no type of its own for JSON; the demo's columns of this type are all JSON or prose.
  const JSON_COLUMNS = new Set(['settings', 'samples', 'provider_answer'])
  return rows.map(({table, name, type}) => ({table, name, type: JSON_COLUMNS.has(name) ? 'json' : type}))
}

async function expectSameRows(
  table: string,
  columns: Column[],
  {mysql, postgres}: {mysql: Connection; postgres: pg.Client},
): Promise<void> {
  const [ours] = await mysql.query<RowDataPacket[][]>({
    sql: `SELECT ${columns.map(column => expression(column, 'mysql', '`')).join(', ')} FROM \`${table}\``,
    rowsAsArray: true,
  })
  const theirs = await postgres.query<unknown[]>({
    text: `SELECT ${columns.map(column => expression(column, 'postgres', '"')).join(', ')} FROM "${table}"`,
    rowMode: 'array',
  })
  const expected = ours.map(row => rowText(columns, row))
  const found = theirs.rows.map(row => rowText(columns, row))
  const there = new Set(found)
  expect(found.length, `rows of ${table}`).to.equal(expected.length)
  expect(
    expected.filter(row => !there.has(row)).slice(0, 3),
    `rows of ${table} that are not there`,
  ).to.deep.equal([])
}

function expression({name, type}: Column, server: 'mysql' | 'postgres', quote: string): string {
  return formOf(type)[server].replaceAll(/\bx\b/g, `${quote}${name}${quote}`)
}

function rowText(columns: Column[], row: unknown[]): string {
  const values = columns.map(({type}, index) => {
    const value = row[index]
    const {read = String} = formOf(type)
    return value === null ? null : read(String(value))
  })
  return JSON.stringify(values)
}

function formOf(type: string): Form {
  const form = FORMS.find(({types}) => types.test(type))
  if (!form) throw new Error(`no form for ${type}`)
  return form
}

/** An object's keys in one order: jsonb has its own. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => sorted(item))
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
