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
]

/** The schema that none of the bad rules fits. */
export const BAD_RULE_SCHEMA = [
  'CREATE TABLE parent (id int PRIMARY KEY, kind varchar(9))',
  'CREATE TABLE child (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES parent (id))',
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
- child.id is in the primary key, which cannot be without its NOT NULL
- parent.id is in the primary key, which cannot be without its NOT NULL`,
  },
  {
    rules: 'columns: [{match: parent.kind, name: id}]',
    message: 'The rules cannot be followed: parent.kind and parent.id would both be called id.',
  },
  {
    rules: 'tables: [{match: "*", name: same}]',
    message: 'The rules cannot be followed: child and parent would both be called same.',
  },
  {
    rules: 'columns: [{match: parent.kind, name: xmin}]',
    message:
      'The rules cannot be followed: parent.kind cannot be called xmin: the name is reserved or longer than 63 bytes.',
  },
]
