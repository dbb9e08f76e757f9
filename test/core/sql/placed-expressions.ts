/** A generated column: its type on both sides and its MySQL expression. */
export interface GeneratedCase {
  mysql: string
  type: string
  postgresType: string
  only?: 'mariadb' | 'mysql'
}

/** Generated columns as applications have them; Postgres takes only what no setting can change. */
export const GENERATED: readonly GeneratedCase[] = [
  {mysql: "concat(name, ' ', note)", type: 'varchar(200)', postgresType: 'varchar(200)'},
  {mysql: "concat(whole, '-', price)", type: 'varchar(200)', postgresType: 'varchar(200)'},
  {mysql: 'price * small', type: 'decimal(20,2)', postgresType: 'numeric(20,2)'},
  {mysql: 'price / small', type: 'decimal(20,3)', postgresType: 'numeric(20,3)'},
  {mysql: 'round(price * 1.19, 2)', type: 'decimal(20,2)', postgresType: 'numeric(20,2)'},
  {mysql: 'year(born)', type: 'int', postgresType: 'integer'},
  {mysql: 'date(seen)', type: 'date', postgresType: 'date'},
  {mysql: "date_format(seen, '%Y-%m')", type: 'varchar(7)', postgresType: 'varchar(7)'},
  {mysql: "date_format(seen, '%d.%m.%Y %H:%i:%s')", type: 'varchar(19)', postgresType: 'varchar(19)'},
  {mysql: 'born + interval 30 day', type: 'date', postgresType: 'date'},
  {mysql: 'timestampdiff(month, born, seen)', type: 'int', postgresType: 'integer'},
  {mysql: 'datediff(seen, born)', type: 'int', postgresType: 'integer'},
  {mysql: 'whole > 0 and active', type: 'tinyint(1)', postgresType: 'boolean'},
  {mysql: 'whole > 0', type: 'int', postgresType: 'integer'},
  {mysql: 'if(active, id, null)', type: 'int', postgresType: 'integer'},
  {mysql: "if(mood = 'sad', 1, null)", type: 'int', postgresType: 'integer'},
  {mysql: "case mood when 'happy' then 1 else 0 end", type: 'int', postgresType: 'integer'},
  {mysql: "find_in_set('a', tags) > 0", type: 'tinyint(1)', postgresType: 'boolean'},
  {mysql: "substring_index(name, ' ', 1)", type: 'varchar(50)', postgresType: 'varchar(50)'},
  {mysql: 'lower(trim(name))', type: 'varchar(50)', postgresType: 'varchar(50)'},
  {mysql: 'char_length(name)', type: 'int', postgresType: 'integer'},
  {mysql: "sha2(concat(name, '|', note), 256)", type: 'char(64)', postgresType: 'varchar(64)'},
  {mysql: 'coalesce(name, note)', type: 'text', postgresType: 'text'},
  {mysql: "json_unquote(json_extract(doc, '$.b.c'))", type: 'varchar(100)', postgresType: 'varchar(100)'},
  {mysql: "json_unquote(json_extract(doc, '$.n'))", type: 'varchar(100)', postgresType: 'varchar(100)'},
  {mysql: "json_extract(doc, '$.list')", type: 'json', postgresType: 'jsonb', only: 'mysql'},
  {mysql: "json_extract(doc, '$.a')", type: 'int', postgresType: 'integer'},
  {mysql: "json_extract(doc, '$.t')", type: 'tinyint(1)', postgresType: 'boolean', only: 'mysql'},
  {mysql: 'mood + 0', type: 'int', postgresType: 'integer'},
  {mysql: 'born + 0', type: 'bigint', postgresType: 'bigint'},
  {mysql: 'conv(left(sha2(name, 256), 8), 16, 10)', type: 'varchar(20)', postgresType: 'varchar(20)'},
  {mysql: 'cast(note as signed)', type: 'bigint', postgresType: 'bigint'},
  {mysql: String.raw`concat(name, '\'s \\ \n')`, type: 'varchar(100)', postgresType: 'varchar(100)'},
]

/** CHECK conditions. */
export const CHECKS: readonly string[] = [
  'whole > 0',
  'price >= 0 and price < 1000',
  "name <> ''",
  "mood in ('happy', 'sad')",
  "name like '%a%' or name is null",
  "name regexp '^[a-z ]+$'",
  'active in (0, 1)',
  'active = 1 or whole < 0',
  'small between -5 and 5',
  'born < seen',
  "born >= '1900-01-01'",
  'char_length(name) > 3',
  'char_length(trim(name)) > 3 xor active',
  'coalesce(whole, small, 0) <> 0',
  'not (whole = 7 and active = 1)',
  'whole & 1 = 1',
  'whole % 2 = 1',
  String.raw`note <> 'it\'s \\'`,
  "substr(name, 1, 1) = 'A'",
  "json_unquote(json_extract(doc, '$.b.c')) = 'x'",
  "find_in_set('a', tags) > 0",
]

/** Expression defaults: the column's types, what the default gives in Postgres when that can be foretold. */
export const DEFAULTS: readonly {mysql: string; type: string; postgresType: string; gives?: string}[] = [
  {mysql: "(concat('a', 'b'))", type: 'varchar(10)', postgresType: 'varchar(10)', gives: 'ab'},
  {mysql: '(1 + 2 * 3)', type: 'int', postgresType: 'integer', gives: '7'},
  {mysql: '(uuid())', type: 'char(36)', postgresType: 'varchar(36)'},
  {mysql: '(uuid())', type: 'varchar(36)', postgresType: 'uuid'},
  {mysql: '(curdate() + interval 1 month)', type: 'date', postgresType: 'date'},
  {mysql: '(now() + interval 1 day)', type: 'datetime', postgresType: 'timestamp(0)'},
  {mysql: '(current_timestamp)', type: 'timestamp', postgresType: 'timestamptz(0)'},
  {mysql: '(json_object())', type: 'json', postgresType: 'jsonb', gives: '{}'},
  {mysql: '(json_array(1, 2))', type: 'json', postgresType: 'jsonb', gives: '[1,2]'},
  {mysql: '(year(curdate()))', type: 'int', postgresType: 'smallint'},
  {mysql: '(1 = 1)', type: 'tinyint(1)', postgresType: 'boolean', gives: '1'},
  {
    mysql: "('so so')",
    type: "enum('happy','sad','so so')",
    postgresType: 'public."subject_mood"',
    gives: 'so so',
  },
  {mysql: "('a,b')", type: "set('a','b')", postgresType: 'text[]', gives: '{a,b}'},
  {mysql: "(unhex(replace(uuid(), '-', '')))", type: 'binary(16)', postgresType: 'bytea'},
  {mysql: "('{}')", type: 'json', postgresType: 'jsonb', gives: '{}'},
  {mysql: '(floor(7 / 2))', type: 'int', postgresType: 'integer', gives: '3'},
]

/** Functional index parts, which only MySQL has. */
export const INDEX_PARTS: readonly string[] = [
  '(lower(name))',
  '(year(born))',
  '(substr(note, 1, 10)) desc',
  "((cast(json_unquote(json_extract(doc, '$.b.c')) as char(50))))",
  '(whole + small)',
  '(case when active then id end)',
  "(date_format(seen, '%Y-%m'))",
]
