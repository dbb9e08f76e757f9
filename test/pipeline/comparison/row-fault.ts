import type pg from 'pg'

import {ROWS} from './faulty-database.js'
import type {SeededRandom} from './seeded-random.js'
import {smallChange} from './value-change.js'

/** One thing that went wrong in the target, and what has to be told of it: table, kind, key, columns. */
export interface RowFault {
  sql: string
  found: string[]
}

interface FaultyTable {
  name: string
  /** Condition on the row of a number from 1. */
  where: (row: number) => string
  /** What no two faults may have in common. */
  place: (row: number) => string
  /** How its key is shown. */
  key: (row: number) => string
  /** Columns that are changed, others come with them or are the key. */
  columns: string[]
}

const TABLES: FaultyTable[] = [
  {
    name: 'people',
    place: row => `people ${row}`,
    where: row => `id = ${row}`,
    key: String,
    columns:
      'email name city level tags active birthday joined seen wakes born score ratio balance flags token code photo bio profile place'.split(
        ' ',
      ),
  },
  {
    name: 'orders',
    place: row => `orders ${row}`,
    where: row => `id = ${row * 1000}`,
    key: row => String(row * 1000),
    columns: ['person_id', 'note', 'changed_at'],
  },
  {
    name: 'order_lines',
    place: row => `order_lines ${row}`,
    where: row => `line = ${row}`,
    key: row => `${1 + (row % 8)}/${row}`,
    columns: ['article'],
  },
  // Without a key: shown by its message. Of two faults nobody could tell which row became which.
  {
    name: 'log',
    place: () => 'log',
    where: row => `message = 'message ${row}'`,
    key: row => `message ${row}`,
    columns: ['level', 'at', 'extra'],
  },
]

type Maker = (client: pg.Client, random: SeededRandom, touched: Set<string>) => Promise<RowFault | undefined>

/** Makes a fault; nothing where what was chosen cannot be changed in that way, or not without touching another fault's row. */
export const rowFault: Maker = (client, random, touched) => {
  const kinds: Maker[] = [
    changeValue,
    changeValue,
    changeValue,
    changeValue,
    loseValue,
    swapValues,
    dropRow,
    doubleRow,
  ]
  return random.pick(kinds)(client, random, touched)
}

const changeValue: Maker = async (client, random, touched) => {
  const {table, row, column} = choose(random)
  const {type, labels} = await typeOf(client, table.name, column)
  const change = labels
    ? `(ARRAY['${labels.join("', '")}'])[1 + ${random.below(labels.length)}]::${type}`
    : smallChange(type, random)
  // As the column rounds it.
  const expression = `CAST(${change.replaceAll('$', column)} AS ${type})`
  return update(client, {table, row, column}, expression, touched)
}

/** A value becomes NULL, and NULL a value. */
const loseValue: Maker = async (client, random, touched) => {
  const {table, row, column} = choose(random)
  const other = `(SELECT ${column} FROM ${table.name} WHERE ${column} IS NOT NULL ORDER BY ${column}::text LIMIT 1)`
  return update(client, {table, row, column}, `CASE WHEN ${column} IS NULL THEN ${other} END`, touched)
}

const swapValues: Maker = async (client, random, touched) => {
  const {table, row, column} = choose(random)
  const other = 1 + random.below(ROWS)
  const places = [...new Set([row, other].map(each => table.place(each)))]
  const values = await client.query<{value: string | null}>(
    `SELECT ${column}::text AS value FROM ${table.name} WHERE ${table.where(row)} OR ${table.where(other)}`,
  )
  const [one, two] = values.rows
  if (!two || one!.value === two.value || places.some(place => touched.has(place))) return undefined
  const valueOf = (each: number): string => `(SELECT ${column} FROM ${table.name} WHERE ${table.where(each)})`
  const sql = `UPDATE ${table.name} SET ${column} = CASE WHEN ${table.where(row)} THEN ${valueOf(other)} ELSE ${valueOf(row)} END WHERE ${table.where(row)} OR ${table.where(other)}`
  const found = [row, other].map(each => `${table.name} differs ${table.key(each)} ${column}`)
  return make(client, {sql, found}, {places, touched})
}

const dropRow: Maker = async (client, random, touched) => {
  const {table, row} = choose(random)
  const sql = `DELETE FROM ${table.name} WHERE ${table.where(row)}`
  const found = [`${table.name} missing ${table.key(row)}`]
  return make(client, {sql, found}, {places: [table.place(row)], touched})
}

/** Where a key stands in the way it was lost before. */
const doubleRow: Maker = async (client, random, touched) => {
  const {table, row} = choose(random)
  if (table.name === 'people' || table.name === 'orders') return undefined
  const keys = ['order_lines_pkey', 'article']
  const lose =
    table.name === 'log' ? [] : keys.map(key => `ALTER TABLE order_lines DROP CONSTRAINT IF EXISTS ${key}`)
  const sql = [
    ...lose,
    `INSERT INTO ${table.name} SELECT * FROM ${table.name} WHERE ${table.where(row)}`,
  ].join('; ')
  const found = [`${table.name} extra ${table.key(row)}`]
  return make(client, {sql, found}, {places: [table.place(row)], touched})
}

interface Chosen {
  table: FaultyTable
  row: number
  column: string
}

function choose(random: SeededRandom): Chosen {
  // Most columns are those of the first.
  const table = random.pick([TABLES[0]!, TABLES[0]!, TABLES[0]!, ...TABLES])
  return {table, row: 1 + random.below(ROWS), column: random.pick(table.columns)}
}

async function update(
  client: pg.Client,
  {table, row, column}: Chosen,
  expression: string,
  touched: Set<string>,
): Promise<RowFault | undefined> {
  const sql = `UPDATE ${table.name} SET ${column} = ${expression} WHERE ${table.where(row)} AND ${column}::text IS DISTINCT FROM ${expression}::text`
  const found = [`${table.name} differs ${table.key(row)} ${column}`]
  return make(client, {sql, found}, {places: [table.place(row)], touched})
}

/** A constraint may refuse it, or rounding may take it back. */
async function make(
  client: pg.Client,
  fault: RowFault,
  {places, touched}: {places: string[]; touched: Set<string>},
): Promise<RowFault | undefined> {
  if (places.some(place => touched.has(place))) return undefined
  try {
    const results = [await client.query(fault.sql)].flat()
    if (!results.at(-1)?.rowCount) return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && REFUSED.has(String(error.code))) return undefined
    throw error
  }
  for (const place of places) touched.add(place)
  return fault
}

/** NOT NULL, unique and check violations, a number or text that is too long. */
const REFUSED = new Set(['22001', '22003', '23502', '23505', '23514'])

async function typeOf(
  client: pg.Client,
  table: string,
  column: string,
): Promise<{type: string; labels: string[] | null}> {
  const {rows} = await client.query<{type: string; labels: string[] | null}>(
    `SELECT format_type(a.atttypid, a.atttypmod) AS type,
      (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = a.atttypid) AS labels
    FROM pg_attribute a WHERE attrelid = $1::regclass AND attname = $2`,
    [table, column],
  )
  return rows[0]!
}
