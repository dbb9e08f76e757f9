import {createHash} from 'node:crypto'

/** MySQL objects, and what has to be found in Postgres after they were moved. */
export interface ObjectCase {
  name: string
  mysql: string[]
  /** Queries in Postgres, each with the rows it has to give, as arrays of text. */
  postgres: [sql: string, ...rows: (string | null)[][]][]
  /** Hazards by place; other places are not looked at. */
  hazards?: Record<string, string[]>
  only?: 'mariadb' | 'mysql'
}

const INDEXES =
  "SELECT indexname, regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
const CONSTRAINTS = `SELECT conname, contype::text, convalidated::text FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1`
const COLUMNS = `SELECT attname, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid)
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = 'public.t'::regclass AND attnum > 0 ORDER BY attnum`

/** 3008 bytes that cannot be compressed, always the same. */
const RANDOM_HEX = Array.from({length: 94}, (_, number) =>
  createHash('sha256').update(String(number)).digest('hex'),
).join('')

export const OBJECT_CASES: ObjectCase[] = [
  {
    name: 'a view that combines values in no defined order is reported',
    mysql: [
      'CREATE TABLE t (a int, b int)',
      'INSERT INTO t VALUES (1, 5)',
      'CREATE VIEW v AS SELECT a, group_concat(b) AS list FROM t GROUP BY a',
      'CREATE VIEW w AS SELECT a, group_concat(b ORDER BY b) AS list FROM t GROUP BY a',
    ],
    postgres: [['SELECT v.list, w.list FROM v JOIN w USING (a)', ['5', '5']]],
    hazards: {'view v': ['view-differs'], 'view w': []},
  },
  {
    name: 'views may read the coordinates of plain points',
    mysql: [
      'CREATE TABLE t (p point, g geometry)',
      'INSERT INTO t VALUES (point(1.5, -2), point(1, 2)), (NULL, NULL)',
      'CREATE VIEW v AS SELECT st_x(p) AS x, st_y(p) AS y FROM t',
      'CREATE VIEW w AS SELECT st_x(g) AS x FROM t',
    ],
    postgres: [['SELECT x, y FROM v ORDER BY x', ['1.5', '-2'], [null, null]]],
    hazards: {'view v': [], 'view w': ['view-not-converted']},
  },
  {
    name: 'the next id is the larger of AUTO_INCREMENT and the largest value plus one',
    mysql: [
      'CREATE TABLE gap (id int PRIMARY KEY AUTO_INCREMENT, x int)',
      'INSERT INTO gap (x) VALUES (1), (2), (3)',
      'DELETE FROM gap WHERE id = 3',
      'CREATE TABLE ahead (id int PRIMARY KEY AUTO_INCREMENT, x int) AUTO_INCREMENT = 100',
      'CREATE TABLE untouched (id int PRIMARY KEY AUTO_INCREMENT, x int)',
      'CREATE TABLE negative (id int PRIMARY KEY AUTO_INCREMENT, x int)',
      'INSERT INTO negative VALUES (-5, 1)',
    ],
    postgres: [
      ['INSERT INTO gap (x) VALUES (0) RETURNING id', ['4']],
      ['INSERT INTO ahead (x) VALUES (0) RETURNING id', ['100']],
      ['INSERT INTO untouched (x) VALUES (0) RETURNING id', ['1']],
      ['INSERT INTO negative (x) VALUES (0) RETURNING id', ['1']],
    ],
  },
  {
    name: 'AUTO_INCREMENT that is second in a key, and a table with 1,000 columns',
    mysql: [
      'CREATE TABLE grouped (a int, n int AUTO_INCREMENT, PRIMARY KEY (a, n)) ENGINE=MyISAM',
      'INSERT INTO grouped (a) VALUES (1), (1), (2)',
      'CREATE TABLE beside (id int PRIMARY KEY, n int AUTO_INCREMENT, KEY (n))',
      'INSERT INTO beside (id) VALUES (7)',
      `CREATE TABLE wide (${Array.from({length: 1000}, (_, at) => `c${at} int`).join(', ')})`,
      'INSERT INTO wide (c0, c999) VALUES (1, 2)',
    ],
    postgres: [
      ['SELECT a, n FROM grouped ORDER BY 1, 2', ['1', '1'], ['1', '2'], ['2', '1']],
      ['INSERT INTO grouped (a) VALUES (2) RETURNING n', ['3']],
      ['INSERT INTO beside (id) VALUES (8) RETURNING n', ['2']],
      ['SELECT c0, c1, c999 FROM wide', ['1', null, '2']],
    ],
    hazards: {'grouped.n': ['sequence'], 'beside.n': []},
  },
  {
    name: 'a binary default goes over, whether a row shows it or not',
    mysql: [
      "CREATE TABLE rowless (id int PRIMARY KEY, b binary(3) NOT NULL DEFAULT x'00ffa2')",
      "CREATE TABLE t (id int PRIMARY KEY, b binary(3) NOT NULL DEFAULT x'00ffa2')",
      'INSERT INTO t VALUES (1, DEFAULT)',
    ],
    postgres: [
      ['INSERT INTO rowless VALUES (2, DEFAULT) RETURNING b', [String.raw`\x00ffa2`]],
      ['INSERT INTO t VALUES (2, DEFAULT) RETURNING b', [String.raw`\x00ffa2`]],
    ],
    hazards: {'rowless.b': [], 't.b': []},
  },
  {
    name: 'defaults outside the basic plane go over from every character set, without a row that shows them',
    mysql: [
      `CREATE TABLE rowless (
         id int PRIMARY KEY,
         a varchar(9) CHARACTER SET utf16 NOT NULL DEFAULT 'a😀?',
         b varchar(9) CHARACTER SET utf32 NOT NULL DEFAULT '?😀',
         c varchar(9) CHARACTER SET ucs2 NOT NULL DEFAULT 'é?',
         d varchar(9) CHARACTER SET utf8mb4 NOT NULL DEFAULT '😀?',
         e varchar(9) CHARACTER SET sjis NOT NULL DEFAULT 'ア?')`,
    ],
    postgres: [
      ['INSERT INTO rowless (id) VALUES (1) RETURNING a, b, c, d, e', ['a😀?', '?😀', 'é?', '😀?', 'ア?']],
    ],
    // MariaDB shows `?`, which is told.
    only: 'mysql',
  },
  {
    name: 'AUTO_INCREMENT columns connected by a foreign key keep a sequence each',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT, x int)',
      'CREATE TABLE child (id int PRIMARY KEY AUTO_INCREMENT, x int, FOREIGN KEY (id) REFERENCES t (id)) AUTO_INCREMENT = 50',
      'INSERT INTO t VALUES (1, 0), (12, 0)',
    ],
    postgres: [
      ['INSERT INTO t (x) VALUES (0) RETURNING id', ['13']],
      ["SELECT nextval(pg_get_serial_sequence('child', 'id'))", ['50']],
    ],
  },
  {
    name: 'a full key is widened together with the columns that refer to it',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT, x int)',
      'CREATE TABLE child (t_id int, FOREIGN KEY (t_id) REFERENCES t (id))',
      'INSERT INTO t VALUES (2147483647, 1)',
      'INSERT INTO child VALUES (2147483647)',
    ],
    postgres: [
      [
        "SELECT format_type(atttypid, 0) FROM pg_attribute WHERE attname IN ('id', 't_id') AND attnum > 0 AND attrelid IN ('t'::regclass, 'child'::regclass)",
        ['bigint'],
        ['bigint'],
      ],
      ['INSERT INTO t (x) VALUES (0) RETURNING id', ['2147483648']],
    ],
  },
  {
    name: 'bigint unsigned that does not fit makes its whole family numeric',
    mysql: [
      'CREATE TABLE t (id bigint unsigned PRIMARY KEY AUTO_INCREMENT)',
      'CREATE TABLE child (t_id bigint unsigned, FOREIGN KEY (t_id) REFERENCES t (id))',
      'INSERT INTO t VALUES (9223372036854775808)',
    ],
    postgres: [
      [COLUMNS, ['id', 'numeric(20,0)', null]],
      [
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 't_id' AND attrelid = 'child'::regclass",
        ['numeric(20,0)'],
      ],
    ],
    hazards: {'t.id': ['unsigned-range']},
  },
  {
    name: 'tinyint(1) in a key stays a number',
    mysql: [
      'CREATE TABLE t (id tinyint(1) PRIMARY KEY)',
      'CREATE TABLE child (t_id tinyint(1), FOREIGN KEY (t_id) REFERENCES t (id))',
      'INSERT INTO t VALUES (0), (1)',
      'INSERT INTO child VALUES (1)',
    ],
    postgres: [['SELECT t_id FROM child JOIN t ON t.id = t_id', ['1']]],
    hazards: {'t.id': ['column-type'], 'child.t_id': ['column-type']},
  },
  {
    name: 'enums connected by a foreign key share one type',
    mysql: [
      "CREATE TABLE t (kind enum('a','b') PRIMARY KEY)",
      "CREATE TABLE child (t_kind enum('a','b'), FOREIGN KEY (t_kind) REFERENCES t (kind))",
      "INSERT INTO t VALUES ('a')",
      "INSERT INTO child VALUES ('a')",
    ],
    postgres: [['SELECT t_kind::text FROM child JOIN t ON kind = t_kind', ['a']]],
  },
  {
    name: 'foreign keys keep their actions and their names',
    mysql: [
      'CREATE TABLE t (a int, b int, PRIMARY KEY (a, b))',
      `CREATE TABLE child (id int, a int, b int, c int,
        CONSTRAINT \`fk "one"\` FOREIGN KEY (a, b) REFERENCES t (a, b) ON DELETE CASCADE ON UPDATE SET NULL)`,
      'CREATE TABLE self (id int PRIMARY KEY, up int, FOREIGN KEY (up) REFERENCES self (id) ON DELETE SET NULL ON UPDATE CASCADE)',
    ],
    postgres: [
      [
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'child'::regclass",
        ['fk "one"', 'FOREIGN KEY (a, b) REFERENCES t(a, b) ON UPDATE SET NULL ON DELETE CASCADE'],
      ],
      [
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'self'::regclass",
        ['FOREIGN KEY (up) REFERENCES self(id) ON UPDATE CASCADE ON DELETE SET NULL'],
      ],
    ],
  },
  {
    name: 'a foreign key with orphan rows is NOT VALID and loses none of them',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY)',
      'CREATE TABLE child (t_id int, CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES t (id))',
      'INSERT INTO child VALUES (1), (2), (NULL)',
    ],
    postgres: [
      ['SELECT count(*) FROM child', ['3']],
      [CONSTRAINTS, ['fk', 'f', 'false'], ['t_pkey', 'p', 'true']],
    ],
    hazards: {'child.fk': ['foreign-key-not-valid']},
  },
  {
    name: 'a foreign key that MySQL matches without case is NOT VALID',
    mysql: [
      'CREATE TABLE t (code varchar(9) COLLATE utf8mb4_general_ci PRIMARY KEY)',
      'CREATE TABLE child (code varchar(9) COLLATE utf8mb4_general_ci, CONSTRAINT fk FOREIGN KEY (code) REFERENCES t (code))',
      "INSERT INTO t VALUES ('abc')",
      "INSERT INTO child VALUES ('abc'), ('ABC')",
    ],
    postgres: [
      ['SELECT count(*) FROM child', ['2']],
      [CONSTRAINTS, ['fk', 'f', 'false'], ['t_pkey', 'p', 'true']],
    ],
    hazards: {'child.fk': ['foreign-key-not-valid']},
  },
  {
    name: 'a foreign key to a missing table or to another database is a hazard',
    mysql: [
      'CREATE TABLE child (a int, b int, CONSTRAINT lost FOREIGN KEY (a) REFERENCES nowhere (id), CONSTRAINT far FOREIGN KEY (b) REFERENCES elsewhere.t (id))',
      'INSERT INTO child VALUES (1, 2)',
    ],
    postgres: [['SELECT a, b FROM child', ['1', '2']], [CONSTRAINTS]],
    hazards: {'child.lost': ['foreign-key-not-converted'], 'child.far': ['foreign-key-not-converted']},
  },
  {
    name: 'a foreign key to a column that is not unique is a hazard',
    mysql: [
      'SET restrict_fk_on_non_standard_key = OFF',
      'CREATE TABLE t (id int, KEY (id))',
      'CREATE TABLE child (t_id int, CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES t (id))',
    ],
    postgres: [[CONSTRAINTS]],
    hazards: {'child.fk': ['foreign-key-not-converted']},
    only: 'mysql',
  },
  {
    name: "a foreign key to columns that hold the parent's key gets a unique key over them, once",
    mysql: [
      'SET @unused = 1 /*!80400 , restrict_fk_on_non_standard_key = OFF */',
      'CREATE TABLE t (id int PRIMARY KEY, tenant int NOT NULL, code varchar(9) UNIQUE, KEY pair (tenant, id), KEY by_code (code, tenant))',
      `CREATE TABLE child (t_id int, tenant int, code varchar(9),
        CONSTRAINT fk FOREIGN KEY (tenant, t_id) REFERENCES t (tenant, id) ON DELETE CASCADE,
        CONSTRAINT fk_code FOREIGN KEY (code, tenant) REFERENCES t (code, tenant))`,
      'CREATE TABLE other (t_id int, tenant int, CONSTRAINT fk_other FOREIGN KEY (tenant, t_id) REFERENCES t (tenant, id))',
      "INSERT INTO t VALUES (1, 7, 'a'), (2, 7, NULL), (3, 8, NULL)",
      "INSERT INTO child VALUES (1, 7, 'a'), (2, 7, NULL), (NULL, 9, NULL)",
      'INSERT INTO other VALUES (3, 8)',
    ],
    postgres: [
      [
        CONSTRAINTS,
        ['code', 'u', 'true'],
        ['fk', 'f', 'true'],
        ['fk_code', 'f', 'true'],
        ['fk_other', 'f', 'true'],
        ['t_code_tenant_key', 'u', 'true'],
        ['t_pkey', 'p', 'true'],
        ['t_tenant_id_key', 'u', 'true'],
      ],
      ['DELETE FROM t WHERE id = 2'],
      ['SELECT t_id FROM child ORDER BY 1', ['1'], [null]],
    ],
    hazards: {'child.fk': ['unique-key-added'], 'other.fk_other': ['unique-key-added']},
  },
  {
    name: 'a foreign key to AUTO_INCREMENT values that are all different gets a unique key over them, when that is allowed',
    mysql: [
      'SET @unused = 1 /*!80400 , restrict_fk_on_non_standard_key = OFF */',
      'CREATE TABLE t (id int AUTO_INCREMENT, tenant int, PRIMARY KEY (id, tenant))',
      'CREATE TABLE twice (id int AUTO_INCREMENT, tenant int, PRIMARY KEY (id, tenant))',
      'CREATE TABLE child (t_id int, CONSTRAINT fk FOREIGN KEY (t_id) REFERENCES t (id), CONSTRAINT fk_twice FOREIGN KEY (t_id) REFERENCES twice (id))',
      'INSERT INTO t (tenant) VALUES (1), (1)',
      'INSERT INTO twice VALUES (1, 1), (1, 2), (2, 1)',
      'INSERT INTO child VALUES (1), (2)',
    ],
    postgres: [
      [
        CONSTRAINTS,
        ['fk', 'f', 'true'],
        ['t_id_key', 'u', 'true'],
        ['t_pkey', 'p', 'true'],
        ['twice_pkey', 'p', 'true'],
      ],
    ],
    hazards: {'child.fk': ['unique-key-added'], 'child.fk_twice': ['foreign-key-not-converted']},
  },
  {
    name: 'index names that several tables use get their table in front',
    mysql: [
      'CREATE TABLE a (x int, y int, UNIQUE KEY u (x), KEY i (y), KEY a_only (x))',
      'CREATE TABLE b (x int, y int, UNIQUE KEY u (x), KEY i (y), KEY a (x))',
    ],
    postgres: [
      [
        INDEXES,
        ['a_i', 'btree (y)'],
        ['a_only', 'btree (x)'],
        ['a_u', 'btree (x)'],
        ['b_a', 'btree (x)'],
        ['b_i', 'btree (y)'],
        ['b_u', 'btree (x)'],
      ],
      [CONSTRAINTS, ['a_u', 'u', 'true'], ['b_u', 'u', 'true']],
    ],
  },
  {
    name: 'prefix, descending and hash indexes',
    mysql: [
      `CREATE TABLE t (a text, b blob, c int, d varchar(9), KEY prefix (a(10), b(4)), KEY plain USING HASH (c),
        UNIQUE KEY one (a(5)), KEY down (c DESC, d), KEY noted (c, d) COMMENT 'it''s')`,
      "INSERT INTO t VALUES ('abcdefghijkl', x'0001020304', 1, 'x')",
    ],
    postgres: [
      [
        INDEXES,
        ['down', 'btree (c DESC, d)'],
        ['noted', 'btree (c, d)'],
        ['one', 'btree ("left"(a, 5))'],
        ['plain', 'btree (c)'],
        ['prefix', 'btree ("left"(a, 10), substr(b, 1, 4))'],
      ],
      ["SELECT obj_description('noted'::regclass)", ["it's"]],
      ["SELECT indisunique::text FROM pg_index WHERE indexrelid = 'one'::regclass", ['true']],
    ],
  },
  {
    name: 'primary keys over first characters',
    mysql: [
      'CREATE TABLE t (room int, jid text, PRIMARY KEY (room, jid(5)))',
      `CREATE TABLE long_values (body blob, PRIMARY KEY (body(9)) COMMENT 'by its head')`,
      "INSERT INTO t VALUES (1, 'abcdefgh'), (1, 'abxyz'), (2, 'abcdefgh')",
      `INSERT INTO long_values VALUES (x'${RANDOM_HEX}')`,
    ],
    postgres: [
      [
        INDEXES,
        ['long_values_pkey', 'btree (substr(body, 1, 9))'],
        ['t_pkey', 'btree (room, jid)'],
        ['t_prefix_key', 'btree (room, "left"(jid, 5))'],
      ],
      [CONSTRAINTS, ['t_pkey', 'p', 'true']],
      [
        "SELECT bool_and(indisunique)::text FROM pg_index WHERE indrelid IN ('t'::regclass, 'long_values'::regclass)",
        ['true'],
      ],
      ["SELECT obj_description('long_values_pkey'::regclass)", ['by its head']],
    ],
    hazards: {'t.PRIMARY': ['long-index-value'], 'long_values.PRIMARY': ['long-index-value']},
  },
  {
    name: 'indexes over values that are too long for a btree',
    mysql: [
      `CREATE TABLE t (id int PRIMARY KEY, a varbinary(3008), b varchar(3000) CHARACTER SET ascii,
        KEY whole (a), KEY many (b, id), UNIQUE KEY one (b), KEY first (a(2900)))`,
      `CREATE TABLE short (id int PRIMARY KEY, a varchar(768) COLLATE utf8mb4_bin, KEY fits (a), UNIQUE KEY one (a))`,
      `INSERT INTO short VALUES (1, REPEAT('é', 768))`,
      `INSERT INTO t VALUES (1, x'${RANDOM_HEX}', LEFT(TO_BASE64(x'${RANDOM_HEX}'), 3000)), (2, NULL, NULL), (3, NULL, NULL), (4, 'x', 'x')`,
    ],
    postgres: [
      [
        INDEXES,
        ['first', 'btree (substr(a, 1, 650))'],
        ['fits', 'btree (a)'],
        ['many', 'btree ("left"((b)::text, 325), id)'],
        ['short_one', 'btree (a)'],
        ['short_pkey', 'btree (id)'],
        ['t_one', 'btree (md5((b)::text))'],
        ['t_pkey', 'btree (id)'],
        ['whole', 'hash (a)'],
      ],
      ['SELECT count(DISTINCT md5(b)), max(length(a)), max(length(b)) FROM t', ['2', '3008', '3000']],
      ['INSERT INTO t SELECT 5, a, left(b, 2990) FROM t WHERE id = 1 RETURNING id', ['5']],
    ],
    hazards: {
      't.whole': ['long-index-value'],
      't.one': ['long-index-value'],
      'short.fits': [],
      'short.one': [],
    },
  },
  {
    name: 'a descending unique key can be referred to, a descending primary key stays one',
    mysql: [
      'CREATE TABLE t (a int, b int, PRIMARY KEY (a DESC), UNIQUE KEY u (b DESC))',
      'CREATE TABLE child (b int, CONSTRAINT fk FOREIGN KEY (b) REFERENCES t (b))',
      'INSERT INTO t VALUES (1, 2)',
      'INSERT INTO child VALUES (2)',
    ],
    postgres: [
      [CONSTRAINTS, ['fk', 'f', 'true'], ['t_pkey', 'p', 'true']],
      [
        "SELECT regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes WHERE indexname = 'u'",
        ['btree (b DESC)'],
      ],
    ],
  },
  {
    name: 'FULLTEXT over several columns finds words in each',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY, a varchar(50), b longtext, FULLTEXT KEY words (a, b))',
      "INSERT INTO t VALUES (1, 'red fox', NULL), (2, NULL, 'blue fox')",
    ],
    postgres: [
      ["SELECT amname FROM pg_class JOIN pg_am ON pg_am.oid = relam WHERE relname = 'words'", ['gin']],
      [
        `SELECT id FROM t WHERE to_tsvector('simple', coalesce(a, '') || ' ' || coalesce(left(b, 200000), ''))
         @@ websearch_to_tsquery('simple', 'blue')`,
        ['2'],
      ],
    ],
    hazards: {'t.words': ['fulltext-index']},
  },
  {
    name: 'SPATIAL over plain points is GiST, over other geometry a hazard',
    mysql: [
      'CREATE TABLE t (p point NOT NULL, g geometry NOT NULL, SPATIAL KEY near (p), SPATIAL KEY shape (g))',
      "INSERT INTO t VALUES (ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0,1 1)'))",
    ],
    postgres: [[INDEXES, ['near', 'gist (p)']]],
    hazards: {'t.shape': ['index-not-converted'], 't.near': []},
  },
  {
    name: 'invisible indexes and columns',
    mysql: [
      'CREATE TABLE t (a int, b int INVISIBLE, KEY hidden (a) INVISIBLE)',
      'INSERT INTO t (a, b) VALUES (1, 2)',
    ],
    postgres: [
      ['SELECT * FROM t', ['1', '2']],
      [INDEXES, ['hidden', 'btree (a)']],
    ],
    hazards: {'t.b': ['invisible-column'], 't.hidden': ['invisible-index']},
    only: 'mysql',
  },
  {
    name: 'defaults of every kind of literal',
    mysql: [
      String.raw`CREATE TABLE t (a int DEFAULT -7, b bigint unsigned DEFAULT 7, c decimal(6,2) DEFAULT 1.50, d double DEFAULT 1e10,
        e tinyint(1) DEFAULT 1, f bit(1) DEFAULT b'1', g bit(5) DEFAULT b'101', h varchar(30) DEFAULT 'it''s \\ "x"\n',
        i binary(3) DEFAULT 'ab', j varbinary(5) DEFAULT x'00ff', k date DEFAULT '2020-02-29', l datetime(3) DEFAULT '2020-02-29 01:02:03.4',
        m timestamp NULL DEFAULT '2020-02-29 01:02:03', n time DEFAULT '25:00:00', o year DEFAULT 1999,
        p enum('x','it''s') DEFAULT 'it''s', q set('a','b c') DEFAULT 'a,b c', r set('a') DEFAULT '', s varchar(9) DEFAULT '',
        u varchar(9) DEFAULT 'NULL', v varchar(9) DEFAULT NULL, w varchar(9) DEFAULT '0x41', x int(5) zerofill DEFAULT 42)`,
    ],
    postgres: [
      [
        'INSERT INTO t DEFAULT VALUES RETURNING a, b, c, d, e::text, f::text, g::text, h, i::text, j::text, k::text, l::text, m::text, n::text, o, p::text, q::text, r::text, s, u, v, w, x',
        [
          '-7',
          '7',
          '1.50',
          '10000000000',
          'true',
          'true',
          '00101',
          'it\'s \\ "x"\n',
          String.raw`\x616200`,
          String.raw`\x00ff`,
          '2020-02-29',
          '2020-02-29 01:02:03.4',
          '2020-02-29 01:02:03+00',
          '25:00:00',
          '1999',
          "it's",
          '{a,"b c"}',
          '{}',
          '',
          'NULL',
          null,
          '0x41',
          '42',
        ],
      ],
    ],
  },
  {
    name: 'the current time as a default',
    mysql: [
      `CREATE TABLE t (a datetime DEFAULT CURRENT_TIMESTAMP, b datetime(3) DEFAULT CURRENT_TIMESTAMP(3), c timestamp DEFAULT CURRENT_TIMESTAMP,
        d timestamp(6) DEFAULT CURRENT_TIMESTAMP(6), e date DEFAULT (curdate()), f time DEFAULT (curtime()))`,
    ],
    postgres: [
      [
        COLUMNS,
        ['a', 'timestamp(0) without time zone', 'LOCALTIMESTAMP(0)'],
        ['b', 'timestamp(3) without time zone', 'LOCALTIMESTAMP(3)'],
        ['c', 'timestamp(0) with time zone', 'CURRENT_TIMESTAMP(0)'],
        ['d', 'timestamp(6) with time zone', 'CURRENT_TIMESTAMP(6)'],
        ['e', 'date', 'CURRENT_DATE'],
        ['f', 'time(0) without time zone', 'LOCALTIME(0)'],
      ],
    ],
  },
  {
    name: 'defaults of enums and sets in the binary character set',
    mysql: [
      "CREATE TABLE t (e enum('é', 'it''s') CHARACTER SET binary DEFAULT 'é', s set('x', 'y') CHARACTER SET binary DEFAULT 'x,y', n enum('0x78', 'a') DEFAULT '0x78', r enum('é', 'b') CHARACTER SET binary NOT NULL DEFAULT 'é')",
      'INSERT INTO t () VALUES ()',
    ],
    postgres: [
      [
        'INSERT INTO t DEFAULT VALUES RETURNING e::text, s::text, n::text, r::text',
        ['é', '{x,y}', '0x78', 'é'],
      ],
      ['SELECT DISTINCT e::text, s::text, n::text FROM t', ['é', '{x,y}', '0x78']],
    ],
  },
  {
    name: 'abs() of the smallest integer',
    mysql: [
      'CREATE TABLE t (a int, b bigint AS (abs(a)) STORED, c bigint AS (-a) STORED)',
      'INSERT INTO t (a) VALUES (-2147483648)',
    ],
    postgres: [['SELECT b, c FROM t', ['2147483648', '2147483648']]],
  },
  {
    name: 'an enum label that MySQL accepted twice',
    mysql: ["CREATE TABLE t (e enum('a','b','a'), s set('x','x '))", "INSERT INTO t VALUES (3, 'x')"],
    postgres: [['SELECT e::text, s::text FROM t', ['a', '{x}']]],
  },
  {
    name: 'uuid() of MariaDB is a uuid',
    mysql: ['CREATE TABLE t (id uuid DEFAULT uuid(), x int)', 'INSERT INTO t (x) VALUES (1)'],
    postgres: [
      ['INSERT INTO t (x) VALUES (2) RETURNING length(id::text)', ['36']],
      ['SELECT count(DISTINCT id) FROM t', ['2']],
    ],
    only: 'mariadb',
  },
  {
    name: 'a zero date as a default is left out',
    mysql: [
      "CREATE TABLE t (a datetime NOT NULL DEFAULT '0000-00-00 00:00:00', b date DEFAULT '0000-00-00')",
    ],
    postgres: [[COLUMNS, ['a', 'timestamp(0) without time zone', null], ['b', 'date', null]]],
    hazards: {'t.a': ['default-removed'], 't.b': ['default-removed']},
  },
  {
    name: 'a zero date in a primary key makes it a unique key',
    mysql: ['CREATE TABLE t (d date PRIMARY KEY)', "INSERT INTO t VALUES ('0000-00-00'), ('2020-01-01')"],
    postgres: [
      ['SELECT d::text FROM t ORDER BY 1', ['2020-01-01'], [null]],
      [CONSTRAINTS, ['t_pkey', 'u', 'true']],
    ],
    hazards: {'t.d': ['zero-date-not-null']},
  },
  {
    name: 'dates that do not exist become NULL',
    mysql: [
      "SET sql_mode = 'ALLOW_INVALID_DATES'",
      'CREATE TABLE t (id int PRIMARY KEY, d date, s datetime(3) NOT NULL)',
      "INSERT INTO t VALUES (1, '2024-02-30', '2023-02-29 10:00:00'), (2, '2024-02-29', '2024-12-31 23:59:59.999')",
      "CREATE TABLE preset (d date DEFAULT '2024-02-30', s datetime DEFAULT '2024-02-29 10:00:00')",
    ],
    postgres: [
      ['SELECT d::text, s::text FROM t ORDER BY id', [null, null], ['2024-02-29', '2024-12-31 23:59:59.999']],
    ],
    hazards: {
      't.d': ['refused-value'],
      't.s': ['refused-value'],
      'preset.d': ['default-removed'],
      'preset.s': [],
    },
  },
  {
    name: 'ON UPDATE CURRENT_TIMESTAMP follows changes of anything else',
    mysql: [
      `CREATE TABLE t (id int PRIMARY KEY, j json, p point, twice int GENERATED ALWAYS AS (id) STORED,
        at datetime(3) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3), seen timestamp(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6))`,
      `INSERT INTO t (id, j, p, at, seen) VALUES
        (1, '{}', ST_GeomFromText('POINT(0 0)'), '2001-01-01', '2001-01-01'), (2, '{}', NULL, '2001-01-01', '2001-01-01')`,
    ],
    postgres: [
      [
        "UPDATE t SET j = '{\"a\": 1}' WHERE id = 1 RETURNING (at > now() - interval '1 day')::text, (seen > now() - interval '1 day')::text",
        ['true', 'true'],
      ],
      ['UPDATE t SET id = 2 WHERE id = 2 RETURNING at::text', ['2001-01-01 00:00:00']],
      [
        "UPDATE t SET p = '(1,1)', at = '2002-02-02' WHERE id = 2 RETURNING at::text",
        ['2002-02-02 00:00:00'],
      ],
    ],
    hazards: {'t.at': ['on-update-trigger'], 't.seen': ['on-update-trigger']},
  },
  {
    name: 'comments of tables, columns, keys and indexes',
    mysql: [
      String.raw`CREATE TABLE t (a int COMMENT 'it''s \\ é', UNIQUE KEY u (a) COMMENT 'key', KEY i (a) COMMENT 'index') COMMENT 'table "t"'`,
    ],
    postgres: [
      [
        "SELECT obj_description('t'::regclass), col_description('t'::regclass, 1), obj_description('u'::regclass), obj_description('i'::regclass)",
        ['table "t"', String.raw`it's \ é`, 'key', 'index'],
      ],
    ],
  },
  {
    name: 'a set accepts its labels only',
    mysql: ["CREATE TABLE t (s set('a','it''s') NOT NULL)", "INSERT INTO t VALUES ('a,it''s'), ('')"],
    postgres: [
      [
        "SELECT conname, convalidated::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass",
        ['t_s_check', 'true', "CHECK ((s <@ ARRAY['a'::text, 'it''s'::text]))"],
      ],
    ],
  },
  {
    name: 'JSON that is kept as text is jsonb without its json_valid check',
    mysql: ['CREATE TABLE t (j json, k longtext CHECK (json_valid(k)))', "INSERT INTO t VALUES ('{}', '[]')"],
    postgres: [[COLUMNS, ['j', 'jsonb', null], ['k', 'jsonb', null]], [CONSTRAINTS]],
    hazards: {'t.j': ['column-type'], 't.k': ['column-type']},
    only: 'mariadb',
  },
  {
    name: 'text that has to be JSON becomes jsonb, which does not keep spaces or the order of keys',
    mysql: [
      'CREATE TABLE t (k longtext, CHECK (json_valid(k)))',
      `INSERT INTO t VALUES ('{"b":1, "a":2, "b":3}')`,
    ],
    postgres: [['SELECT k::text FROM t', ['{"a": 2, "b": 3}']]],
    hazards: {'t.k': ['column-type']},
  },
  {
    name: 'json of MySQL, which sorts its keys, becomes jsonb',
    mysql: ['CREATE TABLE t (j json)', `INSERT INTO t VALUES ('{"b":1, "a":2, "b":3}')`],
    postgres: [['SELECT j::text FROM t', ['{"a": 2, "b": 3}']]],
    hazards: {'t.j': []},
    only: 'mysql',
  },
  {
    name: 'partitioned tables and tables without a key keep their rows',
    mysql: [
      'CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3',
      'INSERT INTO parts VALUES (1), (2), (3), (4)',
      'CREATE TABLE nokey (a int)',
      'CREATE TABLE bare (id int PRIMARY KEY)',
    ],
    postgres: [
      ['SELECT count(*) FROM parts', ['4']],
      ['SELECT count(*) FROM bare', ['0']],
    ],
    hazards: {parts: ['partitioned-table'], nokey: ['no-primary-key'], bare: []},
  },
  {
    name: 'sequences and history of MariaDB',
    mysql: [
      'CREATE SEQUENCE s START WITH 10 INCREMENT BY 5 NOCACHE',
      'SELECT NEXTVAL(s)',
      'CREATE TABLE t (id int PRIMARY KEY) WITH SYSTEM VERSIONING',
      'INSERT INTO t VALUES (1), (2)',
      'DELETE FROM t WHERE id = 1',
    ],
    postgres: [
      ["SELECT nextval('s')", ['15']],
      ['SELECT id FROM t', ['2']],
    ],
    hazards: {t: ['system-versioned-table']},
    only: 'mariadb',
  },
  {
    name: 'sequences of MariaDB keep their bounds, and defaults use them',
    mysql: [
      'CREATE SEQUENCE up NOCACHE',
      "CREATE SEQUENCE `it's down` START WITH 100 INCREMENT BY -3 MINVALUE -50 MAXVALUE 200 NOCACHE CYCLE",
      'CREATE SEQUENCE used MAXVALUE 2 NOCACHE',
      'CREATE SEQUENCE again MAXVALUE 2 NOCACHE CYCLE',
      "SELECT NEXTVAL(used), NEXTVAL(again), NEXTVAL(`it's down`)",
      'SELECT NEXTVAL(used), NEXTVAL(again)',
      "CREATE TABLE t (id int PRIMARY KEY DEFAULT (NEXT VALUE FOR up), b bigint DEFAULT (NEXTVAL(`it's down`) * 2), d int DEFAULT (LASTVAL(up)))",
      'INSERT INTO t (d) VALUES (0)',
    ],
    postgres: [
      ['SELECT id, b FROM t', ['1', '194']],
      ['INSERT INTO t DEFAULT VALUES RETURNING id, b, d', ['2', '188', null]],
      [
        "SELECT seqstart, seqincrement, seqmin, seqmax, seqcycle::text FROM pg_sequence WHERE seqrelid = '\"it''s down\"'::regclass",
        ['100', '-3', '-50', '200', 'true'],
      ],
      ["SELECT nextval('again')", ['1']],
      ['SELECT last_value, is_called::text FROM used', ['2', 'true']],
    ],
    hazards: {'t.d': ['default-not-converted'], 't.b': []},
    only: 'mariadb',
  },
  {
    name: 'current rows of system-versioned tables, with their time',
    mysql: [
      `CREATE TABLE t (id int PRIMARY KEY, x int, at timestamp(6) GENERATED ALWAYS AS ROW START, until timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
        PERIOD FOR SYSTEM_TIME (at, until)) WITH SYSTEM VERSIONING`,
      'CREATE TABLE child (t_id int, FOREIGN KEY (t_id) REFERENCES t (id))',
      `CREATE TABLE counted (id int, b bigint unsigned GENERATED ALWAYS AS ROW START, e bigint unsigned GENERATED ALWAYS AS ROW END,
        PERIOD FOR SYSTEM_TIME (b, e)) WITH SYSTEM VERSIONING`,
      'CREATE TABLE divided (id int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION h HISTORY, PARTITION c CURRENT)',
      'INSERT INTO t (id, x) VALUES (1, 1), (2, 2)',
      'UPDATE t SET x = 3',
      'DELETE FROM t WHERE id = 1',
      'INSERT INTO child VALUES (2)',
      'INSERT INTO counted (id) VALUES (1)',
      'INSERT INTO divided (id) VALUES (1)',
    ],
    postgres: [
      [
        "SELECT id, x, (at > now() - interval '1 day')::text, (until > '2038-01-01')::text FROM t",
        ['2', '3', 'true', 'true'],
      ],
      [CONSTRAINTS, ['child_ibfk_1', 'f', 'true'], ['t_pkey', 'p', 'true']],
      ["SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 't_pkey'", ['PRIMARY KEY (id)']],
      [
        'INSERT INTO t (id, x) VALUES (4, 4) RETURNING (at = now())::text, (until > now())::text',
        ['true', 'true'],
      ],
      ['SELECT id FROM counted UNION ALL SELECT id FROM divided', ['1'], ['1']],
      ['INSERT INTO counted (id) VALUES (2) RETURNING id', ['2']],
    ],
    hazards: {
      t: ['system-versioned-table'],
      counted: ['no-primary-key', 'system-versioned-table'],
      divided: ['no-primary-key', 'partitioned-table', 'system-versioned-table'],
      't.at': ['on-update-trigger'],
    },
    only: 'mariadb',
  },
  {
    name: 'application-time periods of MariaDB',
    mysql: [
      'CREATE TABLE rooms (id int, s date, e date, PERIOD FOR `p``q` (s, e), UNIQUE KEY once (id, `p``q` WITHOUT OVERLAPS), KEY (s))',
      'CREATE TABLE shifts (id int PRIMARY KEY, s datetime(3), e datetime(3), PERIOD FOR p (s, e))',
      'CREATE TABLE checked (a int, b int, CHECK (a < b))',
      "INSERT INTO rooms VALUES (1, '2020-01-01', '2020-02-01'), (1, '2020-02-01', '2020-03-01')",
    ],
    postgres: [
      ['SELECT count(*) FROM rooms', ['2']],
      [
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('c', 'u') AND connamespace = 'public'::regnamespace ORDER BY 1, 2",
        ['checked', 'CHECK ((a < b))'],
        ['rooms', 'CHECK ((s < e))'],
        ['rooms', 'UNIQUE (id, e, s)'],
        ['shifts', 'CHECK ((s < e))'],
      ],
    ],
    hazards: {rooms: ['application-period'], shifts: ['application-period'], checked: ['no-primary-key']},
    only: 'mariadb',
  },
  {
    name: 'compressed and invisible columns, ignored indexes',
    mysql: [
      'CREATE TABLE t (a text COMPRESSED, b varchar(100) COMPRESSED=zlib, c int INVISIBLE DEFAULT 3, KEY ig (c) IGNORED)',
      "INSERT INTO t (a, b) VALUES ('x', 'y')",
    ],
    postgres: [
      ['SELECT * FROM t', ['x', 'y', '3']],
      [COLUMNS, ['a', 'text', null], ['b', 'character varying(100)', null], ['c', 'integer', '3']],
    ],
    hazards: {'t.c': ['invisible-column'], 't.ig': ['invisible-index'], 't.a': ['case-insensitive']},
    only: 'mariadb',
  },
  {
    name: 'packages and aggregate functions of MariaDB are shown, not lost',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY)',
      'CREATE AGGREGATE FUNCTION agg(x INT) RETURNS INT BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN 1; LOOP FETCH GROUP NEXT ROW; END LOOP; END',
      'SET sql_mode = ORACLE',
      'CREATE PACKAGE pkg AS PROCEDURE p1; END',
      'CREATE PACKAGE BODY pkg AS PROCEDURE p1 AS BEGIN NULL; END; END',
    ],
    postgres: [],
    hazards: {'function agg': ['routine'], 'package pkg': ['routine'], 'package body pkg': ['routine']},
    only: 'mariadb',
  },
  {
    name: 'code in the server is shown, not lost',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY)',
      'CREATE TRIGGER trg BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id + 1',
      'CREATE PROCEDURE p() SELECT 1',
      'CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1',
      'CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t',
    ],
    postgres: [],
    hazards: {
      'trigger trg': ['trigger'],
      'procedure p': ['routine'],
      'function f': ['routine'],
      'event e': ['event'],
    },
  },
  {
    name: 'case-insensitive columns are reported',
    mysql: [
      `CREATE TABLE t (a varchar(9) COLLATE utf8mb4_general_ci, email varchar(9) COLLATE utf8mb4_general_ci UNIQUE,
        b varchar(9) COLLATE utf8mb4_bin, kind enum('x') COLLATE utf8mb4_general_ci, id int PRIMARY KEY)`,
    ],
    postgres: [],
    hazards: {'t.email': ['case-insensitive'], 't.a': ['case-insensitive'], 't.b': [], 't.kind': []},
  },
]
