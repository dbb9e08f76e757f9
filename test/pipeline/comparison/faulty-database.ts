import {quoteMysqlLiteral} from '../../../src/lib/core/quote.js'
import type {SeededRandom} from './seeded-random.js'

/** How many rows each table has. */
export const ROWS = 64
const WORDS = ['blue', 'Vienna', 'naïve', 'parcel', 'ÅÄÖ', 'quick', 'Zoë', 'x']

function all(row: (id: number) => string): string {
  return Array.from({length: ROWS}, (_, id) => `(${row(id + 1)})`).join(', ')
}

/** A database with something of everything that is compared, as MySQL's statements. */
export function faultyDatabase(random: SeededRandom): string[] {
  const word = (): string => quoteMysqlLiteral(`${random.pick(WORDS)} ${random.pick(WORDS)}`)
  const orNull = (sql: string): string => (random.below(5) === 0 ? 'NULL' : sql)
  const hex = (bytes: number): string =>
    `X'${Array.from({length: bytes * 2}, () => random.below(16).toString(16)).join('')}'`
  const micro = (): string => String(random.below(1_000_000)).padStart(6, '0')
  const double = (): string => `${random.below(1_000_000) / 7}e${random.below(40) - 20}`
  const json = (): string =>
    quoteMysqlLiteral(
      JSON.stringify({n: random.below(1000), word: random.pick(WORDS), list: [1, random.below(9), null]}),
    )
  return [
    `CREATE TABLE people (
      id int unsigned AUTO_INCREMENT PRIMARY KEY, email varchar(80) NOT NULL, name varchar(60) NOT NULL DEFAULT 'nobody' COMMENT 'as they say it',
      city varchar(60) CHARACTER SET latin1, level enum('low', 'middle', 'high') NOT NULL DEFAULT 'low', tags set('a', 'b', 'c'),
      active tinyint(1) DEFAULT 1, birthday date, joined datetime(6), seen timestamp(3) NULL, wakes time(6), born year,
      score double, ratio float, balance decimal(12,4) DEFAULT 1.5, flags bit(8), token binary(16), code varbinary(20),
      photo blob, bio mediumtext, profile json, place point,
      UNIQUE KEY people_email (email), KEY people_name (name, city), KEY people_bio (bio(20)), CONSTRAINT people_score CHECK (score < 1e30)
    ) COMMENT 'Who buys'`,
    `INSERT INTO people VALUES ${all(id =>
      [
        id,
        `'p${id}@example.com'`,
        word(),
        orNull(word()),
        1 + random.below(3),
        orNull(String(random.below(8))),
        orNull(String(random.below(2))),
        orNull(`'19${10 + random.below(90)}-0${1 + random.below(9)}-1${random.below(10)}'`),
        orNull(`'2024-02-29 1${random.below(10)}:00:00.${micro()}'`),
        orNull(`'2023-06-0${1 + random.below(9)} 12:00:00.${micro().slice(3)}'`),
        orNull(`'0${random.below(10)}:15:00.${micro()}'`),
        orNull(String(1970 + random.below(60))),
        orNull(double()),
        orNull(String(random.below(100_000) / 16)),
        orNull(`${random.below(100_000)}.${random.below(10_000)}`),
        orNull(String(random.below(256))),
        orNull(hex(16)),
        orNull(hex(random.below(20))),
        orNull(hex(1 + random.below(300))),
        orNull(`REPEAT(${word()}, ${1 + random.below(200)})`),
        orNull(json()),
        orNull(`ST_GeomFromText('POINT(${random.below(180)}.5 ${random.below(90)})')`),
      ].join(', '),
    )}`,
    `CREATE TABLE orders (
      id bigint AUTO_INCREMENT PRIMARY KEY, person_id int unsigned NOT NULL, quantity int NOT NULL DEFAULT 1, price decimal(10,2) NOT NULL,
      total decimal(20,2) AS (price * quantity) STORED, note text, changed_at timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
      CONSTRAINT orders_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
      CONSTRAINT orders_quantity CHECK (quantity > 0), KEY orders_price (price, note(10)) COMMENT 'for the list'
    ) COMMENT 'What they buy'`,
    `INSERT INTO orders (id, person_id, quantity, price, note, changed_at) VALUES ${all(id =>
      [
        id * 1000,
        1 + random.below(ROWS),
        1 + random.below(9),
        `${random.below(1000)}.${10 + random.below(90)}`,
        orNull(word()),
        orNull("'2024-01-01 10:00:00'"),
      ].join(', '),
    )}`,
    'CREATE TABLE order_lines (order_id bigint, line smallint, article varchar(20) NOT NULL, PRIMARY KEY (order_id, line), UNIQUE KEY article (article, order_id))',
    `INSERT INTO order_lines VALUES ${all(id => `${1 + (id % 8)}, ${id}, 'article ${id}'`)}`,
    'CREATE TABLE log (level int, message varchar(200), at datetime, extra double)',
    `INSERT INTO log VALUES ${all(id => `${random.below(3)}, 'message ${id}', '2024-01-01 00:00:00', ${double()}`)}`,
    'CREATE VIEW buyers AS SELECT people.id, name, COUNT(*) AS orders FROM people JOIN orders ON orders.person_id = people.id GROUP BY people.id, name',
  ]
}
