import type {ObjectCase} from '../convert/object-cases.js'

/** A file of `--rules`, with what it makes of a database. */
export interface RuleCase extends ObjectCase {
  rules: string
}

/** Rules that cannot be followed, and what is said of them. */
export interface BadRuleCase {
  rules: string
  message: string
}

const COLUMNS = `SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull::text, pg_get_expr(adbin, adrelid)
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 ORDER BY 1, attnum`

export const RULE_CASES: RuleCase[] = [
  {
    name: 'names, also where others refer to them',
    rules: `
      columns:
        - {match: tbl_users.ID, name: id}
        - {match: '*.mail', name: e_mail}
      tables:
        - {match: tbl_users, name: users}`,
    mysql: [
      'CREATE TABLE tbl_users (ID int PRIMARY KEY, mail varchar(9), CHECK (ID > 0))',
      'CREATE TABLE letters (id int, user_id int, mail text, FOREIGN KEY (user_id) REFERENCES tbl_users (ID))',
      'CREATE VIEW names AS SELECT ID AS number, mail FROM tbl_users',
      "INSERT INTO tbl_users VALUES (1, 'a')",
      "INSERT INTO letters VALUES (1, 1, 'b')",
    ],
    postgres: [
      [
        'SELECT users.id, users.e_mail, letters.e_mail FROM users JOIN letters ON user_id = users.id',
        ['1', 'a', 'b'],
      ],
      ['SELECT number, mail FROM names', ['1', 'a']],
    ],
  },
  {
    name: 'partitions: plain',
    rules: `
      tables:
        - {match: kept, partitions: keep}
        - {match: '*', partitions: plain}`,
    mysql: [
      'CREATE TABLE kept (a int) PARTITION BY HASH (a) PARTITIONS 2',
      'CREATE TABLE t (a int) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN MAXVALUE)',
      'INSERT INTO t VALUES (1), (NULL)',
    ],
    postgres: [
      ["SELECT relname FROM pg_class WHERE relkind = 'p'", ['kept']],
      ['SELECT a FROM t', ['1'], [null]],
    ],
    hazards: {t: ['no-primary-key', 'partitioned-table']},
  },
  {
    name: 'default and notNull, the first rule that names the property',
    rules: `
      columns:
        - {match: t.b, default: keep}
        - {match: {type: int}, default: drop, notNull: keep}
        - {match: {column: 't.*', type: 'int*'}, notNull: drop}
        - {match: t.c, notNull: drop}`,
    mysql: ['CREATE TABLE t (a int NOT NULL DEFAULT 1, b int DEFAULT 2, c varchar(9) NOT NULL)'],
    postgres: [
      [
        COLUMNS,
        ['t', 'a', 'integer', 'true', null],
        ['t', 'b', 'integer', 'false', '2'],
        ['t', 'c', 'character varying(9)', 'false', null],
      ],
    ],
  },
  {
    name: 'one type for all columns that foreign keys tie together, by the first rule in the file',
    rules: `
      columns:
        - {match: users.id, as: uuid}
        - {match: {type: binary(16)}, as: bytea}`,
    mysql: [
      'CREATE TABLE users (id binary(16) PRIMARY KEY)',
      'CREATE TABLE letters (user_id binary(16), other binary(16), FOREIGN KEY (user_id) REFERENCES users (id))',
      "INSERT INTO users VALUES (x'000102030405060708090a0b0c0d0e0f')",
      "INSERT INTO letters VALUES (x'000102030405060708090a0b0c0d0e0f', x'ff')",
    ],
    postgres: [
      [
        COLUMNS,
        ['letters', 'user_id', 'uuid', 'false', null],
        ['letters', 'other', 'bytea', 'false', null],
        ['users', 'id', 'uuid', 'true', null],
      ],
      ['SELECT count(*)::text FROM users JOIN letters ON id = user_id', ['1']],
    ],
  },
  {
    name: 'enums that a foreign key ties together take the label of a rule, too',
    rules: 'columns: [{match: t.kind, emptyEnum: none}]',
    mysql: [
      "CREATE TABLE t (kind enum('a','b') PRIMARY KEY)",
      "CREATE TABLE child (t_kind enum('a','b'), FOREIGN KEY (t_kind) REFERENCES t (kind))",
      "INSERT INTO t VALUES ('a'), ('zz')",
      "INSERT INTO child VALUES ('a')",
    ],
    postgres: [
      ['SELECT kind::text FROM t ORDER BY kind', ['a'], ['none']],
      ['SELECT t_kind::text FROM child JOIN t ON kind = t_kind', ['a']],
    ],
    hazards: {'t.kind': ['empty-enum']},
  },
  {
    name: 'zero dates in a primary key, where a date keeps it whole',
    rules: 'columns: [{match: t.day, zeroDates: -infinity}]',
    mysql: [
      'CREATE TABLE t (day date, number int, PRIMARY KEY (day, number))',
      "INSERT INTO t VALUES ('0000-00-00', 1), ('2024-00-00', 2), ('2024-01-01', 1)",
    ],
    postgres: [
      [
        'SELECT day::text, number FROM t ORDER BY 1, 2',
        ['-infinity', '1'],
        ['-infinity', '2'],
        ['2024-01-01', '1'],
      ],
      ["SELECT contype::text FROM pg_constraint WHERE conrelid = 't'::regclass AND contype <> 'n'", ['p']],
    ],
  },
  {
    name: 'indexes, views and identity of columns with other types',
    rules: `
      columns:
        - {match: t.id, as: bigint}
        - {match: t.token, as: uuid}
        - {match: t.kind, as: text}`,
    mysql: [
      "CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT, token char(36), kind enum('a','b'), KEY (token(8)), KEY (kind))",
      'CREATE VIEW kinds AS SELECT id + 1 AS next, token, upper(kind) AS kind FROM t',
      "INSERT INTO t VALUES (1, '0193f0a1-7c2e-7d11-8a5b-0123456789ab', 'a')",
    ],
    postgres: [
      ['SELECT next::text, token::text, kind FROM kinds', ['2', '0193f0a1-7c2e-7d11-8a5b-0123456789ab', 'A']],
      ['INSERT INTO t (kind) VALUES (NULL) RETURNING id::text', ['2']],
      [
        "SELECT regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes WHERE tablename = 't' ORDER BY 1",
        ['btree (id)'],
        ['btree (kind)'],
        ['btree (token)'],
      ],
      ["SELECT count(*)::text FROM pg_constraint WHERE contype = 'c' AND conname = 't_kind_check'", ['1']],
    ],
  },
  {
    name: 'generated columns keep the values of MySQL where a rule changes what they are made of',
    rules: `
      columns:
        - {match: t.day, zeroDates: 1970-01-01}
        - {match: t.small, as: smallint}`,
    mysql: [
      `CREATE TABLE t (id int PRIMARY KEY, day date, n int, year int AS (year(day)) STORED, small int AS (n + 1) STORED,
        plain int AS (n - 1) STORED)`,
      "INSERT INTO t (id, day, n) VALUES (1, '0000-00-00', 1), (2, '2024-01-01', 40000)",
    ],
    postgres: [
      [
        'SELECT day::text, year::text, small::text, plain::text FROM t ORDER BY id',
        ['1970-01-01', '0', '2', '0'],
        ['2024-01-01', '2024', null, '39999'],
      ],
      [
        "INSERT INTO t (id, day, n) VALUES (3, '2025-01-01', 1) RETURNING year::text, small::text, plain::text",
        ['2025', '2', '0'],
      ],
    ],
    hazards: {'t.year': ['generated-column'], 't.small': ['rule-misfit', 'generated-column'], 't.plain': []},
  },
  {
    name: 'a CHECK that text is JSON is told of, and words are found in what is no text any more',
    rules: `
      columns:
        - {match: t.doc, as: text}
        - {match: t.token, as: uuid}`,
    mysql: [
      'CREATE TABLE t (doc json, token varchar(36), FULLTEXT KEY words (token))',
      "INSERT INTO t VALUES ('[1]', '0193f0a1-7c2e-7d11-8a5b-0123456789ab')",
    ],
    postgres: [
      [
        "SELECT doc FROM t WHERE to_tsvector('simple', coalesce(token::text, '')) @@ '''0193f0a1-7c2e-7d11-8a5b-0123456789ab'''",
        ['[1]'],
      ],
    ],
    hazards: {'t.doc': ['check-not-converted']},
    only: 'mariadb',
  },
]

/** The schema that none of the bad rules fits. */
export const BAD_RULE_SCHEMA = [
  'CREATE TABLE parent (id int PRIMARY KEY, kind varchar(9), born date)',
  'CREATE TABLE child (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES parent (id))',
  'CREATE TABLE days (day datetime(3) UNIQUE, id int AUTO_INCREMENT UNIQUE, hash binary(20), born date)',
  "INSERT INTO days (day) VALUES ('0000-00-00'), ('2024-00-01'), ('1970-01-01'), (NULL)",
  'ALTER TABLE days AUTO_INCREMENT = 40000',
]

export const BAD_RULE_CASES: BadRuleCase[] = [
  {
    rules: `
      columns: [{match: parent.Kind}, {match: {column: '*.*', type: blob}}]
      tables: [{match: 'c*'}, {match: uncle}]`,
    message: `The rules cannot be followed:
- columns[0] matches no column ({"column":"parent.Kind"})
- columns[1] matches no column ({"column":"*.*","type":"blob"})
- tables[1] matches no table ("uncle")`,
  },
  {
    rules: 'columns: [{match: "*.id", notNull: drop}]',
    message: `The rules cannot be followed:
- child.id is in the primary key, which needs its NOT NULL
- parent.id is in the primary key, which needs its NOT NULL`,
  },
  {
    rules: 'columns: [{match: parent.born, collation: citext}]',
    message:
      'The rules cannot be followed: parent.born is date, and only char, varchar and text columns have a collation.',
  },
  {
    rules: 'columns: [{match: parent.born, nul: replace, repair: double-encoding}]',
    message: `The rules cannot be followed:
- parent.born is date, and only char, varchar and text columns hold NUL bytes that a rule can treat
- parent.born is date, and only char, varchar and text columns in UTF-8 or latin1 are repaired`,
  },
  {
    rules: 'columns: [{match: parent.kind, name: id}]',
    message: 'The rules cannot be followed: parent.kind and parent.id would both be called id.',
  },
  {
    rules: 'tables: [{match: "*", name: same}]',
    message: 'The rules cannot be followed: child and days would both be called same.',
  },
  {
    rules: 'columns: [{match: parent.kind, name: xmin}]',
    message:
      'The rules cannot be followed: parent.kind cannot be called xmin: the name is reserved or longer than 63 bytes.',
  },
  {
    rules: `columns: [{match: days.hash, as: uuid}, {match: days.born, as: text}, {match: parent.kind, as: varchar(0)}]`,
    message: `The rules cannot be followed:
- days.hash (binary(20)) cannot be uuid; it can be bytea, text
- days.born (date) cannot be text; there is no other type for it
- parent.kind (varchar(9)) cannot be varchar(0); it can be text, varchar(n), char(n), uuid, jsonb, json`,
  },
  {
    rules: `columns: [{match: parent.kind, zeroDates: null, zone: UTC, swapped: true, emptyEnum: x}, {match: days.id, as: numeric}]`,
    message: `The rules cannot be followed:
- days.id is AUTO_INCREMENT, which only smallint, integer and bigint can be
- parent.kind takes no zone: it is not a datetime that becomes timestamptz
- parent.kind takes no swapped: it is not a binary column that becomes uuid
- parent.kind takes no zeroDates: it is not a date, datetime or timestamp
- parent.kind takes no emptyEnum: it is not an enum`,
  },
  {
    rules: 'columns: [{match: parent.id, as: bigint}, {match: child.parent_id, as: integer}]',
    message:
      'The rules cannot be followed: parent.id (as: bigint) and child.parent_id (as: integer) are tied by foreign keys and take the same.',
  },
  {
    rules: 'columns: [{match: days.day, zeroDates: 1970-01-01}]',
    message:
      'The rules cannot be followed: under the unique key days.day they give 2 rows a value that another row has.',
  },
  {
    rules: 'columns: [{match: days.day, zeroDates: -infinity}]',
    message:
      'The rules cannot be followed: under the unique key days.day they give 1 row a value that another row has.',
  },
  {
    rules: 'columns: [{match: days.id, as: smallint}]',
    message:
      'The rules cannot be followed: days.id cannot be smallint: its next AUTO_INCREMENT value is 40000.',
  },
]
