/** One table that both databases can hold, with the values at which their functions part ways. */
export const MYSQL_TABLE = `CREATE TABLE subject (
  id int PRIMARY KEY, small smallint, whole int, big bigint, price decimal(10,2), ratio double, active tinyint(1),
  name varchar(50), note text, born date, seen datetime, seen3 datetime(3), stamp timestamp NULL, starts time,
  made year, mood enum('happy','sad','so so'), tags set('a','b','c'), doc json, raw varbinary(16))`

export const POSTGRES_TABLE = `
  CREATE TYPE public.subject_mood AS ENUM ('happy', 'sad', 'so so');
  CREATE TABLE public.subject (
    id integer PRIMARY KEY, small smallint, whole integer, big bigint, price numeric(10,2), ratio double precision,
    active boolean, name varchar(50), note text, born date, seen timestamp(0), seen3 timestamp(3),
    stamp timestamptz(0), starts time(0), made smallint, mood public.subject_mood, tags text[], doc jsonb, raw bytea)`

/** Columns as the scope tells them. */
export const SUBJECT_COLUMNS = [
  ['id', 'integer'],
  ['small', 'smallint'],
  ['whole', 'integer'],
  ['big', 'bigint'],
  ['price', 'numeric(10,2)'],
  ['ratio', 'double precision'],
  ['active', 'boolean'],
  ['name', 'varchar(50)'],
  ['note', 'text'],
  ['born', 'date'],
  ['seen', 'timestamp(0)'],
  ['seen3', 'timestamp(3)'],
  ['stamp', 'timestamptz(0)'],
  ['starts', 'time(0)'],
  ['made', 'smallint'],
  ['mood', 'public."subject_mood"'],
  ['tags', 'text[]'],
  ['doc', 'jsonb'],
  ['raw', 'bytea'],
] as const

export const MOOD_LABELS = ['happy', 'sad', 'so so']

type Value = number | string | null

/** Values as MySQL takes them, in the columns' order. */
export const SUBJECT_ROWS: Value[][] = [
  [
    1,
    3,
    7,
    9_000_000_000,
    '12.50',
    2.5,
    1,
    'Ada Lovelace',
    String.raw`it's "x" \ y`,
    '1815-12-10',
    '2024-02-29 23:59:58',
    '2024-02-29 23:59:58.765',
    '2024-02-29 23:59:58',
    '08:05:09',
    1999,
    'happy',
    'a,c',
    '{"a": 1, "b": {"c": "x"}, "n": null, "t": true, "list": [1, "two", 3]}',
    'abc',
  ],
  [
    2,
    -3,
    -7,
    -5,
    '-0.05',
    -1.25,
    0,
    '  padded  ',
    '',
    '2023-12-31',
    '2023-01-01 00:00:00',
    '2023-01-01 00:00:00.000',
    '2023-01-01 00:00:00',
    '23:59:59',
    2024,
    'sad',
    '',
    '[1, 2, {"a": "b"}]',
    '',
  ],
  [
    3,
    0,
    0,
    0,
    '0.00',
    0,
    0,
    '',
    'line one\nline two',
    '2024-01-31',
    '2024-12-30 12:30:45',
    '2024-12-30 12:30:45.001',
    '2024-12-30 12:30:45',
    '00:00:00',
    1970,
    'so so',
    'b',
    '"plain"',
    '\u0001',
  ],
  [
    4,
    32_767,
    2_147_483_647,
    1,
    '99999999.99',
    1_234_567.891,
    1,
    'Zoë Ünïcode 木',
    'a,b,,c',
    '2000-02-28',
    '1999-12-31 23:00:00',
    '1999-12-31 23:00:00.999',
    '1999-12-31 23:00:00',
    '12:00:00',
    2155,
    'happy',
    'a,b,c',
    '12.5',
    'ff',
  ],
  [
    5,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ],
  [
    6,
    1,
    1,
    2,
    '1.00',
    0.1,
    1,
    '42 apples',
    '42',
    '2024-02-29',
    '2024-02-29 00:00:00',
    '2024-02-29 00:00:00.500',
    '2024-02-29 00:00:00',
    '01:02:03',
    2000,
    'sad',
    'c',
    '{"a": "1", "b": {"c": 5}}',
    '0',
  ],
]

/** A row's value as Postgres takes it. */
export function postgresValue(value: Value, column: number): boolean | Value | Buffer {
  const type = SUBJECT_COLUMNS[column]?.[1]
  if (value === null) return null
  if (type === 'boolean') return value === 1
  if (type === 'text[]') return `{${String(value)}}`
  if (type === 'timestamptz(0)') return `${value}+00`
  return type === 'bytea' ? Buffer.from(String(value)) : value
}
