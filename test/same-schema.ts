import type {Connection, RowDataPacket} from 'mysql2/promise'
import type pg from 'pg'

import {quoteIdentifier, quoteMysqlIdentifier} from '../src/lib/core/quote.js'
import {differingRows} from './same-values.js'
import {formOf, writtenAs} from './value-forms.js'

export const KINDS = [
  'table',
  'rows',
  'primary key',
  'unique key',
  'index',
  'foreign key',
  'default',
  'generated column',
  'NOT NULL',
  'CHECK',
  'comment',
  'sequence',
  'view',
] as const

export type Kind = (typeof KINDS)[number]

/** One thing that is in MySQL, and what became of it. */
export interface Finding {
  kind: Kind
  /** `orders.paid_at` */
  where: string
  outcome: 'found' | 'lost' | 'reported'
  detail: string
}

/** Both databases, and what was said before the move. */
export interface Moved {
  mysql: Connection
  postgres: pg.Client
  /** Where hazards were: what is not as it was must be among them. */
  hazards: ReadonlyArray<{code: string; where: string}>
  /** A table's or a view's name in Postgres. */
  nameOf: (mysqlName: string) => string
}

interface Table extends Moved {
  name: string
  target: string
  columns: MysqlColumn[]
  found: PostgresColumn[]
}

interface MysqlColumn {
  name: string
  type: string
  nullable: boolean
  default: string | null
  extra: string
  comment: string
  generated: string | null
}

interface PostgresColumn {
  name: string
  type: string
  notNull: boolean
  default: string | null
  generated: boolean
  identity: boolean
  comment: string | null
}

/** Holds everything in a MySQL database against what stands in Postgres, read from the servers' catalogs alone. */
export async function compareSchemas(moved: Moved): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const {name, comment, autoIncrement} of await tablesOf(moved)) {
    const table = await openTable(name, moved)
    findings.push(finding(moved, 'table', name, table ? null : 'missing'))
    if (!table) continue
    const different = await differingRows({mysql: name, postgres: table.target}, moved)
    findings.push(
      {
        kind: 'rows',
        where: name,
        outcome: different.length === 0 ? 'found' : 'lost',
        detail: different.join('\n'),
      },
      ...(await compareIndexes(table)),
      ...(await compareForeignKeys(table)),
      ...(await compareDefaults(table)),
      ...compareColumns(table),
      ...(await compareChecks(table)),
      ...(await compareComments(table, comment)),
      ...(await compareSequence(table, autoIncrement)),
    )
  }

  return [...findings, ...(await compareViews(moved))]
}

function finding({hazards}: Moved, kind: Kind, where: string, wrong: string | null, codes?: RegExp): Finding {
  if (wrong === null) return {kind, where, outcome: 'found', detail: ''}
  const said = hazards.find(hazard => hazard.where === where && (codes?.test(hazard.code) ?? true))
  return {kind, where, outcome: said ? 'reported' : 'lost', detail: said ? `${said.code}: ${wrong}` : wrong}
}

async function rowsOf(mysql: Connection, sql: string, values: unknown[] = []): Promise<RowDataPacket[]> {
  const [rows] = await mysql.query<RowDataPacket[]>(sql, values)
  return rows
}

async function tablesOf({
  mysql,
}: Moved): Promise<{name: string; comment: string; autoIncrement: string | null}[]> {
  await mysql.query('SET SESSION information_schema_stats_expiry = 0').catch(() => {})
  const rows = await rowsOf(
    mysql,
    `SELECT table_name AS name, table_comment AS comment, CAST(auto_increment AS CHAR) AS autoIncrement
     FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')`,
  )
  return rows as {name: string; comment: string; autoIncrement: string | null}[]
}

async function openTable(name: string, moved: Moved): Promise<Table | null> {
  const target = moved.nameOf(name)
  const rows = await rowsOf(
    moved.mysql,
    `SELECT column_name AS name, column_type AS type, is_nullable = 'YES' AS nullable, column_default AS \`default\`,
       extra AS extra, column_comment AS comment, generation_expression AS \`generated\`
     FROM information_schema.columns WHERE table_schema = DATABASE() AND BINARY table_name = ? ORDER BY ordinal_position`,
    [name],
  )
  const {rows: found} = await moved.postgres.query<PostgresColumn>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull",
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default,
       a.attgenerated <> '' AS generated, a.attidentity <> '' AS identity,
       col_description(a.attrelid, a.attnum) AS comment
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [`public.${quoteIdentifier(target)}`],
  )
  if (found.length === 0) return null
  return {...moved, name, target, columns: rows as unknown as MysqlColumn[], found}
}

/** A part of an index: which column, 0 for an expression. */
interface Index {
  name: string
  primary: boolean
  unique: boolean
  comment: string
  columns: number[]
}

interface PostgresIndex extends Index {
  /** Columns that its expressions read. */
  refs: number[]
}

async function compareIndexes(table: Table): Promise<Finding[]> {
  const places = new Map(table.columns.map(({name}, at) => [name.toLowerCase(), at + 1]))
  const rows = await rowsOf(table.mysql, `SHOW INDEX FROM ${quoteMysqlIdentifier(table.name)}`)
  const names = [...new Set(rows.map(row => String(row.Key_name)))]
  const wanted = names.map((name): Index & {search: boolean; prefix: boolean} => {
    const parts = rows.filter(row => row.Key_name === name)
    const [first] = parts
    return {
      name,
      primary: name === 'PRIMARY',
      unique: Number(first?.Non_unique) === 0,
      comment: String(first?.Index_comment ?? ''),
      search: ['FULLTEXT', 'SPATIAL'].includes(String(first?.Index_type)),
      prefix: parts.some(part => part.Sub_part !== null),
      columns: parts.map(part => places.get(String(part.Column_name ?? '').toLowerCase()) ?? 0),
    }
  })
  const left = await postgresIndexes(table)
  // Exact ones first: a prefix index could otherwise take the place of a plain one.
  const order = [...wanted].sort((a, b) => Number(a.search || a.prefix) - Number(b.search || b.prefix))
  return order.flatMap(index => {
    const kind = index.primary ? 'primary key' : index.unique ? 'unique key' : 'index'
    const at = left.findIndex(candidate => servesAs(candidate, index))
    const [taken] = at === -1 ? [] : left.splice(at, 1)
    const where = `${table.name}.${index.name}`
    const demoted = index.primary && !taken ? keyWithoutRank(table, index, left) : undefined
    return [
      finding(table, kind, demoted ?? where, taken ? null : `missing over ${index.columns.join(', ')}`),
      ...(taken && index.comment !== ''
        ? [finding(table, 'comment', where, taken.comment === index.comment ? null : `is ${taken.comment}`)]
        : []),
    ]
  })
}

/** The column whose dates become NULL and cost a primary key its rank, where the key is there as a unique one. */
function keyWithoutRank(
  table: Table,
  index: Index & {search: boolean},
  left: PostgresIndex[],
): string | undefined {
  if (!left.some(candidate => servesAs(candidate, {...index, primary: false}))) return undefined
  const columns = index.columns.map(place => `${table.name}.${table.columns[place - 1]?.name}`)
  return columns.find(column =>
    table.hazards.some(
      ({where, code}) => where === column && /^(zero-date-not-null|refused-value)$/.test(code),
    ),
  )
}

function servesAs(
  found: PostgresIndex,
  {primary, unique, columns, search}: Index & {search: boolean},
): boolean {
  if (found.primary !== primary || found.unique !== unique) return false
  if (search) return columns.every(column => [...found.columns, ...found.refs].includes(column))
  return (
    found.columns.length === columns.length &&
    columns.every(
      (column, at) =>
        found.columns[at] === column ||
        (found.columns[at] === 0 && (column === 0 || found.refs.includes(column))),
    )
  )
}

async function postgresIndexes({postgres, target}: Table): Promise<PostgresIndex[]> {
  const {rows} = await postgres.query<PostgresIndex>(
    `SELECT c.relname AS name, i.indisprimary AS primary, i.indisunique AS unique,
       coalesce(obj_description(c.oid, 'pg_class'), obj_description(k.oid, 'pg_constraint'), '') AS comment,
       i.indkey::int2[]::int[] AS columns,
       ARRAY(SELECT d.refobjsubid::int FROM pg_depend d WHERE d.objid = c.oid AND d.refobjid = i.indrelid AND d.refobjsubid > 0) AS refs
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u')
     WHERE i.indrelid = to_regclass($1) AND i.indisvalid`,
    [`public.${quoteIdentifier(target)}`],
  )
  return rows
}

const ACTIONS: Record<string, string> = {
  CASCADE: 'c',
  'SET NULL': 'n',
  'SET DEFAULT': 'd',
  RESTRICT: 'ar',
  'NO ACTION': 'ar',
}

async function compareForeignKeys(table: Table): Promise<Finding[]> {
  const rows = await rowsOf(
    table.mysql,
    `SELECT k.constraint_name AS name, k.column_name AS col, k.referenced_table_name AS parent,
       k.referenced_column_name AS parentCol, r.update_rule AS onUpdate, r.delete_rule AS onDelete
     FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
       ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND BINARY r.table_name = BINARY k.table_name
     WHERE k.table_schema = DATABASE() AND BINARY k.table_name = ? AND k.referenced_table_name IS NOT NULL
     ORDER BY k.constraint_name, k.ordinal_position`,
    [table.name],
  )
  const {rows: left} = await table.postgres.query<{
    columns: string[]
    parent: string
    parents: string[]
    onUpdate: string
    onDelete: string
    valid: boolean
  }>(
    `SELECT ARRAY(SELECT attnum::text FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, n) ORDER BY n) AS columns,
       p.relname AS parent,
       ARRAY(SELECT attnum::text FROM unnest(k.confkey) WITH ORDINALITY AS u(attnum, n) ORDER BY n) AS parents,
       k.confupdtype AS "onUpdate", k.confdeltype AS "onDelete", k.convalidated AS valid
     FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND k.conrelid = to_regclass($1)`,
    [`public.${quoteIdentifier(table.target)}`],
  )
  const places = new Map(table.columns.map(({name}, at) => [name.toLowerCase(), String(at + 1)]))
  return [...new Set(rows.map(row => String(row.name)))].map(name => {
    const parts = rows.filter(row => row.name === name)
    const columns = parts.map(row => places.get(String(row.col).toLowerCase()))
    const at = left.findIndex(
      key =>
        key.columns.join(',') === columns.join(',') &&
        key.parent.toLowerCase() === table.nameOf(String(parts[0]?.parent)).toLowerCase() &&
        ACTIONS[String(parts[0]?.onUpdate)]?.includes(key.onUpdate) === true &&
        ACTIONS[String(parts[0]?.onDelete)]?.includes(key.onDelete) === true,
    )
    const [key] = at === -1 ? [] : left.splice(at, 1)
    const wrong = key ? (key.valid ? null : 'is not valid') : `missing: ${JSON.stringify(parts)}`
    return finding(table, 'foreign key', `${table.name}.${name}`, wrong, /foreign-key/)
  })
}

const CHANGES_EACH_TIME = /now|current|timestamp\(|uuid|rand|curdate|curtime|sysdate|utc_/i

async function compareDefaults(table: Table): Promise<Finding[]> {
  const wanted = table.columns.flatMap((column, at) =>
    column.default === null ||
    column.default === 'NULL' ||
    /auto_increment|(virtual|stored) generated/i.test(column.extra) ||
    column.generated
      ? []
      : [{column, found: table.found[at]!}],
  )
  if (wanted.length === 0) return []
  const values = await defaultsOfMysql(table, wanted)
  const findings: Finding[] = []
  for (const [at, {column, found}] of wanted.entries()) {
    const where = `${table.name}.${column.name}`
    findings.push(
      finding(
        table,
        'default',
        where,
        await wrongDefault(table, column, found, values?.[at]),
        /default|type|zero|enum|rule|text|geometry|range/,
      ),
    )
  }

  return findings
}

async function wrongDefault(
  {postgres}: Table,
  column: MysqlColumn,
  found: PostgresColumn,
  value: unknown,
): Promise<string | null> {
  if (found.default === null) return `missing: ${column.default}`
  if (value === undefined || CHANGES_EACH_TIME.test(column.default ?? '')) return null
  const form = formOf(found.type.startsWith('json') ? 'json' : column.type, found.type)
  const {rows} = await postgres.query<{value: string | null}>(
    `SELECT ${writtenAs(form.postgres, `(CAST(${found.default} AS ${found.type}))`)} AS value`,
  )
  const read = (text: unknown, mysql: boolean): unknown => {
    if (text === null) return null
    const known = mysql && form.readMysql ? form.readMysql(String(text)) : String(text)
    return form.read && typeof known === 'string' ? form.read(known) : known
  }

  const [expected, actual] = [read(value, true), read(rows[0]?.value ?? null, false)]
  return JSON.stringify(expected) === JSON.stringify(actual)
    ? null
    : `${JSON.stringify(expected)} became ${JSON.stringify(actual)} (${found.default})`
}

/** What MySQL puts into an empty copy of the table; undefined where it will not make one. */
async function defaultsOfMysql(
  {mysql, name}: Table,
  wanted: Array<{column: MysqlColumn; found: PostgresColumn}>,
): Promise<unknown[] | undefined> {
  const copy = '`defaults of a table`'
  try {
    await mysql.query(`CREATE TEMPORARY TABLE ${copy} LIKE ${quoteMysqlIdentifier(name)}`)
    await mysql.query("SET sql_mode = ''")
    await mysql.query(`INSERT INTO ${copy} () VALUES ()`)
    const texts = wanted.map(({column, found}) =>
      writtenAs(
        formOf(found.type.startsWith('json') ? 'json' : column.type, found.type).mysql,
        quoteMysqlIdentifier(column.name),
      ),
    )
    const [rows] = await mysql.query<RowDataPacket[][]>({
      sql: `SELECT ${texts.map((text, at) => `${text} AS v${at}`).join(', ')} FROM ${copy}`,
      rowsAsArray: true,
    })
    return rows[0]
  } catch {
    return undefined
  } finally {
    await mysql.query(`DROP TEMPORARY TABLE IF EXISTS ${copy}`)
  }
}

function compareColumns(table: Table): Finding[] {
  return table.columns.flatMap((column, at) => {
    const found = table.found[at]!
    const where = `${table.name}.${column.name}`
    const findings: Finding[] = []
    if (column.generated)
      findings.push(
        finding(table, 'generated column', where, found.generated ? null : 'is plain', /generated/),
      )
    if (!column.nullable)
      findings.push(
        finding(
          table,
          'NOT NULL',
          where,
          found.notNull ? null : 'takes NULL',
          /zero|enum|text|value|range|type/,
        ),
      )
    return findings
  })
}

async function compareChecks(table: Table): Promise<Finding[]> {
  const sql = {
    mariadb: `SELECT constraint_name AS name, check_clause AS clause FROM information_schema.check_constraints
      WHERE constraint_schema = DATABASE() AND BINARY table_name = ?`,
    mysql: `SELECT c.constraint_name AS name, c.check_clause AS clause FROM information_schema.check_constraints c
      JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name)
      WHERE c.constraint_schema = DATABASE() AND BINARY t.table_name = ?`,
  }
  const checks = await rowsOf(table.mysql, sql.mariadb, [table.name]).catch(() =>
    rowsOf(table.mysql, sql.mysql, [table.name]),
  )
  const {rows} = await table.postgres.query<{name: string}>(
    "SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass($1)",
    [`public.${quoteIdentifier(table.target)}`],
  )
  const left = rows.map(({name}) => name)
  return checks
    .filter(({clause}) => !/^\(?json_valid\(`(?:[^`]|``)*`\)\)?$/i.test(String(clause).trim()))
    .map(({name}) => {
      // Long names end otherwise.
      const at = left.findIndex(
        candidate => candidate === name || candidate.startsWith(String(name).slice(0, 40)),
      )
      const [taken] = at === -1 ? [] : left.splice(at, 1)
      return finding(table, 'CHECK', `${table.name}.${name}`, taken === undefined ? 'missing' : null, /check/)
    })
}

async function compareComments(table: Table, comment: string): Promise<Finding[]> {
  const {rows} = await table.postgres.query<{comment: string | null}>(
    "SELECT obj_description(to_regclass($1), 'pg_class') AS comment",
    [`public.${quoteIdentifier(table.target)}`],
  )
  return [
    ...(comment === ''
      ? []
      : [finding(table, 'comment', table.name, otherComment(comment, rows[0]?.comment))]),
    ...table.columns.flatMap((column, at) =>
      column.comment === ''
        ? []
        : [
            finding(
              table,
              'comment',
              `${table.name}.${column.name}`,
              otherComment(column.comment, table.found[at]?.comment),
            ),
          ],
    ),
  ]
}

function otherComment(wanted: string, found: string | null | undefined): string | null {
  return wanted === (found ?? '') ? null : `${JSON.stringify(wanted)} became ${JSON.stringify(found)}`
}

async function compareSequence(table: Table, autoIncrement: string | null): Promise<Finding[]> {
  const at = table.columns.findIndex(({extra}) => /auto_increment/i.test(extra))
  if (at === -1) return []
  const column = table.columns[at]!
  const [row] = await rowsOf(
    table.mysql,
    `SELECT CAST(COALESCE(MAX(${quoteMysqlIdentifier(column.name)}), 0) AS CHAR) AS largest FROM ${quoteMysqlIdentifier(table.name)}`,
  )
  const {rows} = await table.postgres.query<{sequence: string | null}>(
    'SELECT pg_get_serial_sequence($1, $2) AS sequence',
    [`public.${quoteIdentifier(table.target)}`, table.found[at]!.name],
  )
  const where = `${table.name}.${column.name}`
  const sequence = rows[0]?.sequence
  if (!sequence) return [finding(table, 'sequence', where, 'missing', /range|type/)]
  const state = await table.postgres.query<{next: string}>(
    `SELECT (CASE WHEN is_called THEN last_value + 1 ELSE last_value END)::text AS next FROM ${sequence}`,
  )
  const counted = BigInt(autoIncrement ?? 1)
  const free = BigInt(String(row?.largest).split(/[.e]/)[0]!) + 1n
  const [, expected = free] = [counted, free].sort((a, b) => (a < b ? -1 : 1))
  const next = BigInt(state.rows[0]?.next ?? 0)
  return [finding(table, 'sequence', where, next === expected ? null : `${expected} became ${next}`)]
}

async function compareViews(moved: Moved): Promise<Finding[]> {
  const rows = await rowsOf(
    moved.mysql,
    'SELECT table_name AS name FROM information_schema.views WHERE table_schema = DATABASE()',
  )
  const findings: Finding[] = []
  for (const {name} of rows) {
    const target = moved.nameOf(String(name))
    const {rows: found} = await moved.postgres.query<{there: boolean}>(
      'SELECT to_regclass($1) IS NOT NULL AS there',
      [`public.${quoteIdentifier(target)}`],
    )
    const wrong = found[0]?.there === true ? await differingView(moved, String(name), target) : 'missing'
    findings.push(finding(moved, 'view', wrong === 'missing' ? `view ${name}` : String(name), wrong))
  }

  return findings
}

async function differingView(moved: Moved, name: string, target: string): Promise<string | null> {
  const different = await differingRows({mysql: name, postgres: target}, moved)
  return different.length === 0 ? null : different.join('\n')
}
