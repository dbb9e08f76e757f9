import mysql from 'mysql2/promise'

/** A table of the data set: how it is created, how many rows it has at scale 1, and the values of row `n` (from 1). */
interface ShopTable {
  name: string
  create: string
  rows: number
  columns: string
  values: string
  /** Keys that are added after the rows, which is faster. */
  keys?: string
}

/** The phrases of notes and documents: people write the same things again and again. */
const PHRASES =
  `please leave the parcel with the neighbour|the customer asked for another colour|ring twice|gift wrap
it should arrive before the weekend|payment was received|two of the items were out of stock|on the third floor
the invoice goes to the office|returned because it was too small|a discount of ten percent was granted|thank you very much
the box was damaged on the way|sent again on the next day|called back in the afternoon|not at home on Monday
see the letter of last week|the price does not include delivery|as agreed by telephone|a new address was given
for the birthday of my sister|the warehouse could not find the order|and a second copy of the receipt|same as last time
with the small print on the back|the blue one instead of the green one|no reply until now|please confirm by mail`
    .split(/[|\n]/)
    .map(phrase => phrase.trim())
const PHRASE_LIST = PHRASES.map(text => `'${text}'`).join(', ')

/** A number from 0 up to `below` that looks random and depends only on the row. */
const pick = (salt: string, below: number | string): string => `CRC32(CONCAT(n, '${salt}')) % ${below}`
/** A piece of text that is different in every row. */
const words = (salt: string, length: string): string =>
  `SUBSTRING(@prose, 1 + ${pick(salt, 900_000)}, ${length})`
/** One of the phrases. */
const phrase = (salt: string): string => `ELT(1 + ${pick(salt, PHRASES.length)}, ${PHRASE_LIST})`
/** Rows are in the order of time, as in a shop: at scale 1 one row every `seconds`; no scale goes beyond the end of TIMESTAMP. */
const moment = (start: string, seconds: number): string =>
  `'${start}' + INTERVAL n * ${seconds} DIV @scale + ${pick('moment', seconds)} SECOND`

/** About 1 GB of COPY text at scale 1: 6,215,000 rows, narrow and wide, as a shop has them. */
const TABLES: ShopTable[] = [
  {
    name: 'customers',
    create: `id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, email varchar(120) NOT NULL, name varchar(80) NOT NULL,
      city varchar(60), active tinyint(1) NOT NULL DEFAULT 1, created_at datetime NOT NULL`,
    keys: 'ADD UNIQUE KEY email (email)',
    rows: 200_000,
    columns: 'id, email, name, city, active, created_at',
    values: `n, CONCAT('customer', n, '@example.com'), ${words('name', '16')}, ${words('city', '10')}, n % 7 > 0,
      ${moment('2015-01-01', 1400)}`,
  },
  {
    name: 'orders',
    create: `id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id int unsigned NOT NULL,
      status enum('open','paid','sent','returned') NOT NULL, total decimal(12,2) NOT NULL, placed_at datetime(3) NOT NULL,
      note text, details json, ref char(40) CHARACTER SET ascii NOT NULL`,
    keys: `ADD KEY customer (customer_id), ADD KEY placed (placed_at),
      ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)`,
    rows: 2_000_000,
    columns: 'id, customer_id, status, total, placed_at, note, details, ref',
    values: `n, 1 + ${pick('customer', '@customers')}, 1 + ${pick('status', 4)}, ${pick('total', 100)} + 0.99,
      ${moment('2015-01-01', 140)} + INTERVAL n % 1000 * 1000 MICROSECOND,
      CONCAT_WS(', ', ${phrase('a')}, ${phrase('b')}, ${phrase('c')}, IF(n % 3, NULL, ${phrase('d')})),
      CONCAT('{"ip": "10.', n % 256, '.', n % 31, '.7", "gift": ', IF(n % 5, 'false', 'true'), ', "tags": ["', ${phrase('tag')}, '", "', n % 97, '"]}'),
      LEFT(SHA2(n, 256), 40)`,
  },
  {
    name: 'events',
    create: `id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, order_id bigint NOT NULL, kind smallint NOT NULL,
      happened_at timestamp NOT NULL, amount int`,
    keys: 'ADD KEY order_id (order_id)',
    rows: 4_000_000,
    columns: 'id, order_id, kind, happened_at, amount',
    values: `n, 1 + n * @orders DIV (@events + 1), n % 23, ${moment('2015-01-02', 70)},
      IF(n % 3, 100 * (${pick('amount', 50)}), NULL)`,
  },
  {
    name: 'docs',
    create: `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(200) NOT NULL, body mediumtext NOT NULL, file blob NOT NULL`,
    rows: 15_000,
    columns: 'id, title, body, file',
    values: `n, ${words('title', '60')}, CONCAT(${words('first', '3500')}, '\\n', ${words('second', '3500')}),
      SUBSTRING(@noise, 1 + ${pick('file', 900_000)}, 4096)`,
  },
]

const BATCH = 250_000

/** Names of the tables. */
export const SHOP_TABLES = TABLES.map(({name}) => name)

/**
 * Creates the data set on a MySQL or MariaDB server, as a new database, which replaces one of that name.
 * The server computes the rows from their numbers, so they are the same on every machine.
 */
export async function makeShop(serverUrl: string, database: string, scale: number): Promise<void> {
  const connection = await mysql.createConnection(serverUrl)
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${database}`)
    await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`)
    await connection.query(`USE ${database}`)
    await prepare(connection)
    await connection.query(`SET @scale = ${scale}`)
    for (const table of TABLES) {
      const rows = Math.round(table.rows * scale)
      await connection.query(`SET @${table.name} = ${rows}`)
      await fill(connection, table, rows)
    }
    await connection.query('DROP TABLE numbers')
    for (const {name} of TABLES) await connection.query(`ANALYZE TABLE ${name}`)
  } finally {
    await connection.end()
  }
}

/** Creates the numbers from 0 to 999, about a million characters of text, and a million random bytes. */
async function prepare(connection: mysql.Connection): Promise<void> {
  await connection.query("SET SESSION group_concat_max_len = 16000000, sql_mode = '', foreign_key_checks = 0")
  await connection.query("SET time_zone = '+00:00'")
  await connection.query('CREATE TABLE numbers (i int PRIMARY KEY)')
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit => `SELECT ${digit} AS d`).join(' UNION ALL ')
  await connection.query(
    `INSERT INTO numbers SELECT a.d * 100 + b.d * 10 + c.d AS i FROM (${digits}) a, (${digits}) b, (${digits}) c ORDER BY i`,
  )
  const clause = `CONCAT(${phrase('prose')}, ELT(1 + CRC32(n * 7) % 3, ', ', '. ', ' '))`
  await connection.query(
    `SET @prose = (SELECT CONVERT(GROUP_CONCAT(${clause} ORDER BY n SEPARATOR '') USING latin1) FROM ${numbers(40_000)})`,
  )
  await connection.query(
    `SET @noise = (SELECT GROUP_CONCAT(UNHEX(SHA2(n, 256)) ORDER BY n SEPARATOR '') FROM ${numbers(32_000)})`,
  )
}

/** SQL for the numbers from 0 up to `count`, in thousands. */
function numbers(count: number): string {
  return `(SELECT b.i * 1000 + a.i AS n FROM numbers b, numbers a WHERE b.i < ${count / 1000}) AS s`
}

async function fill(connection: mysql.Connection, table: ShopTable, rows: number): Promise<void> {
  await connection.query(`CREATE TABLE ${table.name} (${table.create}) ENGINE=InnoDB`)
  for (let from = 0; from < rows; from += BATCH) {
    const until = Math.min(from + BATCH, rows)
    const batch = `SELECT ${from} + b.i * 1000 + a.i + 1 AS n FROM numbers b STRAIGHT_JOIN numbers a
      WHERE b.i < ${BATCH / 1000}`
    await connection.query(
      `INSERT INTO ${table.name} (${table.columns}) SELECT ${table.values} FROM (${batch}) AS s WHERE n <= ${until} ORDER BY n`,
    )
  }
  if (table.keys) await connection.query(`ALTER TABLE ${table.name} ${table.keys}`)
}
