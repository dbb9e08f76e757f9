import type {ObjectCase} from './object-cases.js'

/** Partitions with their bounds and how many rows are in each. */
const partitions = (table: string): string =>
  `SELECT c.relname, pg_get_expr(c.relpartbound, c.oid),
    (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text
  FROM pg_partition_tree('${table}') p JOIN pg_class c ON c.oid = p.relid WHERE level > 0 ORDER BY 1`

const KEYS = `SELECT relname, pg_get_partkeydef(oid) FROM pg_class
  WHERE relkind = 'p' AND NOT relispartition AND relnamespace = 'public'::regnamespace ORDER BY 1`

const INVALID = `SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON oid = indexrelid
  WHERE relnamespace = 'public'::regnamespace AND NOT indisvalid`

export const PARTITION_CASES: ObjectCase[] = [
  {
    name: 'ranges over numbers and over functions of dates',
    mysql: [
      `CREATE TABLE num (id int NOT NULL AUTO_INCREMENT, n int NOT NULL, note varchar(9), at datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
        PRIMARY KEY (id, n), UNIQUE KEY u (n, note), KEY i (note), CONSTRAINT positive CHECK (n > -100)) COMMENT 'numbers'
        PARTITION BY RANGE (n) (PARTITION p0 VALUES LESS THAN (-1) COMMENT 'it''s low', PARTITION p1 VALUES LESS THAN (20))`,
      "INSERT INTO num (n, note) VALUES (-5, 'a'), (-1, 'b'), (19, 'c')",
      `CREATE TABLE years (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d)) SUBPARTITION BY HASH (TO_DAYS(d)) SUBPARTITIONS 2
        (PARTITION old VALUES LESS THAN (1990), PARTITION new VALUES LESS THAN MAXVALUE)`,
      "INSERT INTO years VALUES (1, '1989-12-31'), (2, '1990-01-01')",
      `CREATE TABLE days (d datetime) PARTITION BY RANGE (TO_DAYS(d))
        (PARTITION p0 VALUES LESS THAN (TO_DAYS('2008-02-29')), PARTITION p1 VALUES LESS THAN MAXVALUE)`,
      "INSERT INTO days VALUES ('2008-02-28 23:59:59'), ('2008-02-29'), (NULL), ('0000-00-00')",
      `CREATE TABLE stamps (at timestamp NOT NULL) PARTITION BY RANGE (UNIX_TIMESTAMP(at))
        (PARTITION p0 VALUES LESS THAN (1199145600), PARTITION p1 VALUES LESS THAN (1999999999))`,
      "SET time_zone = '+00:00'",
      "INSERT INTO stamps VALUES ('2007-12-31 23:59:59'), ('2008-01-01')",
      `CREATE TABLE seconds (d date) PARTITION BY RANGE (TO_SECONDS(d))
        (PARTITION p0 VALUES LESS THAN (TO_SECONDS('2020-01-01 12:00:00')), PARTITION p1 VALUES LESS THAN MAXVALUE)`,
      "INSERT INTO seconds VALUES ('2020-01-01'), ('2020-01-02')",
      `CREATE TABLE months (d date NOT NULL) PARTITION BY RANGE (YEAR(d) * 100 + MONTH(d))
        (PARTITION p0 VALUES LESS THAN (202002), PARTITION p1 VALUES LESS THAN (202013), PARTITION p2 VALUES LESS THAN MAXVALUE)`,
      "INSERT INTO months VALUES ('2020-01-31'), ('2020-12-31'), ('2021-01-01')",
    ],
    postgres: [
      [INVALID],
      [
        KEYS,
        ['days', 'RANGE (d)'],
        ['months', 'RANGE (d)'],
        ['num', 'RANGE (n)'],
        ['seconds', 'RANGE (d)'],
        ['stamps', 'RANGE (at)'],
        ['years', 'RANGE (d)'],
      ],
      [
        partitions('num'),
        ['num_default', 'DEFAULT', '0'],
        ['num_p0', "FOR VALUES FROM (MINVALUE) TO ('-1')", '1'],
        ['num_p1', "FOR VALUES FROM ('-1') TO (20)", '2'],
      ],
      [
        partitions('years'),
        ['years_new', "FOR VALUES FROM ('1990-01-01') TO (MAXVALUE)", '1'],
        ['years_newsp0', 'FOR VALUES WITH (modulus 2, remainder 0)', '1'],
        ['years_newsp1', 'FOR VALUES WITH (modulus 2, remainder 1)', '0'],
        ['years_old', "FOR VALUES FROM (MINVALUE) TO ('1990-01-01')", '1'],
        ['years_oldsp0', 'FOR VALUES WITH (modulus 2, remainder 0)', '0'],
        ['years_oldsp1', 'FOR VALUES WITH (modulus 2, remainder 1)', '1'],
      ],
      [
        partitions('days'),
        ['days_default', 'DEFAULT', '2'],
        ['days_p0', "FOR VALUES FROM (MINVALUE) TO ('2008-02-29 00:00:00')", '1'],
        ['days_p1', "FOR VALUES FROM ('2008-02-29 00:00:00') TO (MAXVALUE)", '1'],
      ],
      [
        partitions('stamps'),
        ['stamps_default', 'DEFAULT', '0'],
        ['stamps_p0', "FOR VALUES FROM (MINVALUE) TO ('2008-01-01 00:00:00+00')", '1'],
        ['stamps_p1', "FOR VALUES FROM ('2008-01-01 00:00:00+00') TO ('2033-05-18 03:33:19+00')", '1'],
      ],
      [
        partitions('seconds'),
        ['seconds_default', 'DEFAULT', '0'],
        ['seconds_p0', "FOR VALUES FROM (MINVALUE) TO ('2020-01-02')", '1'],
        ['seconds_p1', "FOR VALUES FROM ('2020-01-02') TO (MAXVALUE)", '1'],
      ],
      [
        partitions('months'),
        ['months_p0', "FOR VALUES FROM (MINVALUE) TO ('2020-02-01')", '1'],
        ['months_p1', "FOR VALUES FROM ('2020-02-01') TO ('2021-01-01')", '1'],
        ['months_p2', "FOR VALUES FROM ('2021-01-01') TO (MAXVALUE)", '1'],
      ],
      [
        "INSERT INTO num (n, note) VALUES (-7, 'x'), (7, 'y'), (70, 'z') RETURNING id, tableoid::regclass::text",
        ['4', 'num_p0'],
        ['5', 'num_p1'],
        ['6', 'num_default'],
      ],
      [
        "UPDATE num SET n = -70 WHERE id = 5 RETURNING tableoid::regclass::text, (at > now() - interval '1 day')::text",
        ['num_p0', 'true'],
      ],
      [
        "SELECT conname, contype::text FROM pg_constraint WHERE conrelid = 'num'::regclass AND contype <> 'n' ORDER BY 1",
        ['num_pkey', 'p'],
        ['positive', 'c'],
        ['u', 'u'],
      ],
      [
        "SELECT obj_description('num'::regclass, 'pg_class'), obj_description('num_p0'::regclass, 'pg_class')",
        ['numbers', "it's low"],
      ],
    ],
    hazards: {
      num: ['partitioned-table'],
      years: ['partitioned-table'],
      days: ['no-primary-key', 'partitioned-table'],
    },
  },
  {
    name: 'ranges over columns, lists and hashes',
    mysql: [
      `CREATE TABLE cols (a int, b date, c varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin) PARTITION BY RANGE COLUMNS (a, b, c)
        (PARTITION p0 VALUES LESS THAN (10, '2020-01-01', 'm'), PARTITION p1 VALUES LESS THAN (10, MAXVALUE, 'a'), PARTITION p2 VALUES LESS THAN (MAXVALUE, MAXVALUE, MAXVALUE))`,
      "INSERT INTO cols VALUES (9, NULL, NULL), (10, '2020-01-01', 'a'), (10, '2021-01-01', 'z'), (11, '2000-01-01', 'z')",
      `CREATE TABLE list (a int, b bigint unsigned) PARTITION BY LIST (a)
        (PARTITION p0 VALUES IN (1, -2, NULL), PARTITION p1 VALUES IN (3))`,
      'INSERT INTO list VALUES (1, 1), (-2, 1), (NULL, 1), (3, 1)',
      `CREATE TABLE words (w varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci) PARTITION BY LIST COLUMNS (w)
        (PARTITION p0 VALUES IN ('x', 'it''s'), PARTITION p1 VALUES IN ('é', '\\\\', NULL))`,
      String.raw`INSERT INTO words VALUES ('x'), ('X'), ('it''s'), ('é'), ('\\'), (NULL)`,
      'CREATE TABLE hash (a int, d date NOT NULL, PRIMARY KEY (a, d)) PARTITION BY LINEAR HASH (YEAR(d)) PARTITIONS 3',
      "INSERT INTO hash VALUES (1, '2020-01-01'), (2, '2021-01-01')",
      "CREATE TABLE keyed (e enum('x', 'y') PRIMARY KEY) PARTITION BY KEY () PARTITIONS 2",
      "INSERT INTO keyed VALUES ('x'), ('y')",
      'CREATE TABLE `keys` (a int, `b,c` varchar(10)) PARTITION BY LINEAR KEY (a, `b,c`) PARTITIONS 2',
      "INSERT INTO `keys` VALUES (1, 'x'), (NULL, NULL)",
    ],
    postgres: [
      [INVALID],
      [
        KEYS,
        ['cols', 'RANGE (a, b, c)'],
        ['hash', 'HASH (d)'],
        ['keyed', 'HASH (e)'],
        ['keys', 'HASH (a, "b,c")'],
        ['list', 'LIST (a)'],
        ['words', 'LIST (w)'],
      ],
      [
        partitions('cols'),
        ['cols_default', 'DEFAULT', '1'],
        ['cols_p0', "FOR VALUES FROM (MINVALUE, MINVALUE, MINVALUE) TO (10, '2020-01-01', 'm')", '1'],
        ['cols_p1', "FOR VALUES FROM (10, '2020-01-01', 'm') TO (10, MAXVALUE, MAXVALUE)", '1'],
        ['cols_p2', 'FOR VALUES FROM (10, MAXVALUE, MAXVALUE) TO (MAXVALUE, MAXVALUE, MAXVALUE)', '1'],
      ],
      [
        partitions('list'),
        ['list_default', 'DEFAULT', '0'],
        ['list_p0', "FOR VALUES IN (NULL, 1, '-2')", '3'],
        ['list_p1', 'FOR VALUES IN (3)', '1'],
      ],
      [
        partitions('words'),
        ['words_default', 'DEFAULT', '1'],
        ['words_p0', "FOR VALUES IN ('x', 'it''s')", '2'],
        ['words_p1', String.raw`FOR VALUES IN ('é', '\', NULL)`, '3'],
      ],
      ['SELECT count(*) FROM keyed', ['2']],
      ["SELECT count(*) FROM pg_partition_tree('keyed') WHERE isleaf", ['2']],
      ["SELECT count(*) FROM pg_partition_tree('hash') WHERE isleaf", ['3']],
      ['SELECT count(*) FROM hash', ['2']],
      ['SELECT count(*) FROM keys', ['2']],
      ["INSERT INTO hash VALUES (1, '2020-01-01') ON CONFLICT DO NOTHING RETURNING a"],
    ],
    hazards: {words: ['no-primary-key', 'partitioned-table']},
  },
  {
    name: 'what no partition of Postgres can express is a plain table',
    mysql: [
      'CREATE TABLE modulo (a int) PARTITION BY LIST (a MOD 3) (PARTITION p0 VALUES IN (0), PARTITION p1 VALUES IN (1, 2))',
      'INSERT INTO modulo VALUES (3), (4)',
      "CREATE TABLE pairs (a varchar(9), b int) PARTITION BY LIST COLUMNS (a, b) (PARTITION p0 VALUES IN (('x', 1), ('y', NULL)))",
      "INSERT INTO pairs VALUES ('x', 1), ('y', NULL)",
      "CREATE TABLE sorted (a varchar(9)) PARTITION BY RANGE COLUMNS (a) (PARTITION p0 VALUES LESS THAN ('B'), PARTITION p1 VALUES LESS THAN ('c'))",
      "INSERT INTO sorted VALUES ('a'), ('b')",
      'CREATE TABLE weekly (d date) PARTITION BY RANGE (WEEKDAY(d)) (PARTITION p0 VALUES LESS THAN (5), PARTITION p1 VALUES LESS THAN MAXVALUE)',
      "INSERT INTO weekly VALUES ('2020-01-01')",
      'CREATE TABLE far (a smallint) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (100000))',
      'INSERT INTO far VALUES (1)',
      'CREATE TABLE computed (a int, b int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY HASH (b) PARTITIONS 2',
      'INSERT INTO computed (a) VALUES (1)',
      `CREATE TABLE moving (a int, at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (a, at))
        PARTITION BY RANGE (UNIX_TIMESTAMP(at)) (PARTITION p0 VALUES LESS THAN MAXVALUE)`,
      'INSERT INTO moving (a) VALUES (1)',
      'CREATE TABLE bits (a bit(5) NOT NULL, b int, PRIMARY KEY (a, b)) PARTITION BY KEY (a) PARTITIONS 2',
      "INSERT INTO bits VALUES (b'101', 1)",
    ],
    postgres: [
      [KEYS],
      ['SELECT a FROM modulo ORDER BY 1', ['3'], ['4']],
      ['SELECT a, b FROM pairs ORDER BY 1', ['x', '1'], ['y', null]],
      ['SELECT a FROM sorted ORDER BY 1', ['a'], ['b']],
      [
        `SELECT (SELECT count(*) FROM weekly), (SELECT count(*) FROM far), (SELECT b FROM computed),
          (SELECT count(*) FROM moving), (SELECT a::text FROM bits)`,
        ['1', '1', '2', '1', '00101'],
      ],
    ],
    hazards: {
      modulo: ['no-primary-key', 'partitioned-table'],
      moving: ['partitioned-table'],
      bits: ['partitioned-table'],
    },
  },
  {
    name: 'partitions have names that no table, index or other partition has',
    mysql: [
      'CREATE TABLE a (x int) PARTITION BY RANGE (x) (PARTITION p VALUES LESS THAN (1), PARTITION `default` VALUES LESS THAN (2))',
      'CREATE TABLE a_p (x int, KEY a_default (x))',
      'CREATE TABLE `a "b"` (x int) PARTITION BY LIST (x) (PARTITION `it\'s` VALUES IN (1), PARTITION `Select` VALUES IN (2))',
      `CREATE TABLE \`${'n'.repeat(60)}\` (x int) PARTITION BY HASH (x) PARTITIONS 2`,
      'INSERT INTO a VALUES (0), (1)',
      'INSERT INTO a_p VALUES (7)',
      'INSERT INTO `a "b"` VALUES (1), (2)',
      `INSERT INTO \`${'n'.repeat(60)}\` VALUES (1), (2)`,
    ],
    postgres: [
      [
        partitions('a'),
        ['a_default', 'FOR VALUES FROM (1) TO (2)', '1'],
        ['a_default_2', 'DEFAULT', '0'],
        ['a_p_2', 'FOR VALUES FROM (MINVALUE) TO (1)', '1'],
      ],
      ['SELECT x FROM a_p', ['7']],
      [
        partitions('"a ""b"""'),
        ['a "b"_Select', 'FOR VALUES IN (2)', '1'],
        ['a "b"_default', 'DEFAULT', '0'],
        ['a "b"_it\'s', 'FOR VALUES IN (1)', '1'],
      ],
      [`SELECT count(*) FROM ${'n'.repeat(60)}`, ['2']],
      [`SELECT count(*) FROM pg_partition_tree('${'n'.repeat(60)}') WHERE isleaf`, ['2']],
    ],
  },
]
