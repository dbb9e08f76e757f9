import type {ObjectCase} from './object-cases.js'

const CHECKS = `SELECT conname, convalidated::text, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1`
const GENERATED = `SELECT attname, attgenerated::text FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`

/** Objects that hold MySQL expressions. */
export const EXPRESSION_CASES: ObjectCase[] = [
  {
    name: 'a CHECK applies to new rows and keeps old ones that MySQL accepted',
    mysql: [
      "CREATE TABLE t (state varchar(9) COLLATE utf8mb4_general_ci, CONSTRAINT known CHECK (state IN ('open', 'closed')))",
      "INSERT INTO t VALUES ('Closed')",
    ],
    postgres: [
      ['SELECT state FROM t', ['Closed']],
      [
        "SELECT conname, convalidated::text FROM pg_constraint WHERE conrelid = 't'::regclass",
        ['known', 'false'],
      ],
      ["INSERT INTO t VALUES ('open') RETURNING state", ['open']],
    ],
  },
  {
    name: 'keys that MySQL generates with uuid() are still generated, in either order of bytes',
    mysql: [
      'CREATE TABLE t (id binary(16) PRIMARY KEY DEFAULT (uuid_to_bin(uuid(), 1)), other binary(16) DEFAULT (uuid_to_bin(uuid())), n int)',
      "INSERT INTO t (id, n) VALUES (uuid_to_bin('6ccd780c-baba-1026-9564-5b8c656024db', 1), 1)",
      'CREATE VIEW v AS SELECT bin_to_uuid(id, 1) AS id FROM t',
    ],
    postgres: [
      ['SELECT id FROM v', ['6ccd780c-baba-1026-9564-5b8c656024db']],
      [
        'INSERT INTO t (n) VALUES (2), (3) RETURNING length(id), length(other), id <> other',
        ['16', '16', 't'],
        ['16', '16', 't'],
      ],
    ],
    hazards: {'t.id': [], 't.other': []},
    only: 'mysql',
  },
  {
    name: 'JSON is stored in generated columns of other types, and stays what it was',
    mysql: [
      `CREATE TABLE t (doc json, n int GENERATED ALWAYS AS (json_extract(doc, '$.n')) STORED, b tinyint(1) GENERATED ALWAYS AS (json_extract(doc, '$.b')) VIRTUAL,
        d decimal(9,2) GENERATED ALWAYS AS (json_extract(doc, '$.d')) VIRTUAL)`,
      `INSERT INTO t (doc) VALUES ('{"n": 7, "b": true, "d": 1.5}'), ('{}')`,
    ],
    postgres: [
      ['SELECT n, b, d FROM t ORDER BY n', ['7', 't', '1.50'], [null, null, null]],
      [`INSERT INTO t (doc) VALUES ('{"n": 8, "b": false, "d": 2}') RETURNING n, b, d`, ['8', 'f', '2.00']],
    ],
    hazards: {'t.n': ['generated-column'], 't.b': ['generated-column'], 't.d': ['generated-column']},
    only: 'mysql',
  },
  {
    name: 'a CHECK that cannot be translated is a hazard and loses no row',
    mysql: [
      "CREATE TABLE t (a varchar(9), CONSTRAINT odd CHECK (soundex(a) <> 'x'))",
      "INSERT INTO t VALUES ('a')",
    ],
    postgres: [['SELECT a FROM t', ['a']], [CHECKS]],
    hazards: {'t.odd': ['check-not-converted']},
  },
  {
    name: 'a CHECK that MySQL does not enforce is not created in Postgres',
    mysql: ['CREATE TABLE t (a int, CONSTRAINT off CHECK (a > 0) NOT ENFORCED)', 'INSERT INTO t VALUES (-1)'],
    postgres: [['SELECT a FROM t', ['-1']], [CHECKS]],
    hazards: {'t.off': ['check-not-converted']},
    only: 'mysql',
  },
  {
    name: 'CHECKs of several tables may have one name',
    mysql: ['CREATE TABLE a (x int, CHECK (x > 0))', 'CREATE TABLE b (x int, CHECK (x > 0))'],
    postgres: [
      [
        "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        ['CONSTRAINT_1'],
        ['CONSTRAINT_1'],
      ],
    ],
    only: 'mariadb',
  },
  {
    name: 'generated columns are computed by Postgres',
    mysql: [
      `CREATE TABLE t (a int, b int, name varchar(20), total int GENERATED ALWAYS AS (a + b) STORED,
        twice int GENERATED ALWAYS AS (total * 2) VIRTUAL, big tinyint(1) GENERATED ALWAYS AS (a > 5) VIRTUAL,
        shout varchar(20) GENERATED ALWAYS AS (upper(name)) STORED, label varchar(50) GENERATED ALWAYS AS (concat(name, '-', a)) STORED)`,
      "INSERT INTO t (a, b, name) VALUES (1, 2, 'x'), (7, NULL, 'é')",
    ],
    postgres: [
      [
        'SELECT a, total, twice, big::text, shout, label FROM t ORDER BY a',
        ['1', '3', '6', 'false', 'X', 'x-1'],
        ['7', null, null, 'true', 'É', 'é-7'],
      ],
      ["SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attgenerated = 's'", ['4']],
      ["UPDATE t SET a = 10, name = 'y' WHERE a = 1 RETURNING total, twice, shout", ['12', '24', 'Y']],
    ],
    hazards: {'t.twice': ['generated-column'], 't.shout': ['generated-column']},
  },
  {
    name: 'generated columns that Postgres might compute differently keep their values, and a trigger computes new ones',
    mysql: [
      `CREATE TABLE t (a int, b int, name varchar(20) COLLATE utf8mb4_general_ci, at datetime DEFAULT '2024-01-01' ON UPDATE CURRENT_TIMESTAMP,
        clamped tinyint GENERATED ALWAYS AS (a + b) STORED, same int GENERATED ALWAYS AS (name = 'ada') STORED,
        ratio double GENERATED ALWAYS AS (a / b) VIRTUAL, half double GENERATED ALWAYS AS (ratio / 2) STORED,
        number int GENERATED ALWAYS AS (cast(name as signed)) STORED, later date GENERATED ALWAYS AS (date(at) + interval 1 month) STORED)`,
      "INSERT INTO t (a, b, name) VALUES (100, 100, 'ADA'), (1, 3, '99999999999x'), (1, 0, '')",
    ],
    postgres: [
      [
        'SELECT clamped, same, round(ratio::numeric, 3), round(half::numeric, 3), number, later FROM t ORDER BY a DESC, b DESC',
        ['127', '1', '1.000', '0.500', '0', '2024-02-01'],
        ['4', '0', '0.333', '0.167', '2147483647', '2024-02-01'],
        ['1', '0', null, null, '0', '2024-02-01'],
      ],
      [
        "INSERT INTO t (a, b, name, at) VALUES (6, 3, 'ada', '2020-02-03') RETURNING clamped, same, ratio, half, number, later",
        ['9', '1', '2', '1', '0', '2020-03-03'],
      ],
      [
        "UPDATE t SET name = '7' WHERE a = 6 RETURNING same, number, (later > now())::text",
        ['0', '7', 'true'],
      ],
    ],
    hazards: {
      't.clamped': ['generated-column'],
      't.same': ['generated-column'],
      't.half': ['generated-column'],
    },
  },
  {
    name: 'a generated column that cannot be translated keeps its data',
    mysql: [
      'CREATE TABLE t (a varchar(9), s varchar(9) GENERATED ALWAYS AS (soundex(a)) STORED)',
      "INSERT INTO t (a) VALUES ('hello')",
    ],
    postgres: [
      ['SELECT s FROM t', ['H400']],
      [GENERATED, ['a', ''], ['s', '']],
    ],
    hazards: {'t.s': ['generated-column']},
  },
  {
    name: 'a generated text that MySQL truncates',
    mysql: [
      "CREATE TABLE t (a varchar(9), g varchar(3) GENERATED ALWAYS AS (concat(a, 'x')) STORED)",
      "INSERT INTO t (a) VALUES ('hello')",
    ],
    postgres: [
      ['SELECT g FROM t', ['hel']],
      [GENERATED, ['a', ''], ['g', 's']],
    ],
  },
  {
    name: 'a division by zero in a generated column is NULL, as in MySQL',
    mysql: [
      'CREATE TABLE t (a int, b int, r decimal(10,4) GENERATED ALWAYS AS (a / b) STORED)',
      'INSERT INTO t (a, b) VALUES (1, 0), (1, 3)',
    ],
    postgres: [['SELECT r FROM t ORDER BY b', [null], ['0.3333']]],
  },
  {
    name: 'JSON fields as generated columns with an index',
    mysql: [
      `CREATE TABLE t (doc json, email varchar(50) GENERATED ALWAYS AS (json_unquote(json_extract(doc, '$.email'))) VIRTUAL, KEY by_email (email))`,
      `INSERT INTO t (doc) VALUES ('{"email": "a@b.c"}'), ('{}')`,
    ],
    postgres: [['SELECT email FROM t ORDER BY email NULLS LAST', ['a@b.c'], [null]]],
  },
  {
    name: 'indexes over expressions',
    mysql: [
      'CREATE TABLE t (a varchar(20), b int, KEY low ((lower(a)), b DESC), UNIQUE KEY summed ((b + 1)))',
      "INSERT INTO t VALUES ('A', 1), ('b', 2)",
    ],
    postgres: [
      [
        "SELECT indexname, regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        ['low', 'btree (lower((a)::text), b DESC)'],
        ['summed', 'btree ((((b)::bigint + 1)))'],
      ],
    ],
    only: 'mysql',
  },
  {
    name: 'expressions as defaults',
    mysql: [
      `CREATE TABLE t (id int, a varchar(40) DEFAULT (uuid()), b int DEFAULT (1 + 2), c json DEFAULT (json_object('k', 1)), d tinyint(1) DEFAULT (1 = 1),
        e date DEFAULT (curdate() + interval 1 day), f varchar(20) DEFAULT (concat('a', 'b')))`,
    ],
    postgres: [
      [
        'INSERT INTO t (id) VALUES (1) RETURNING length(a), b, c::text, d::text, (e > CURRENT_DATE)::text, f',
        ['36', '3', '{"k": 1}', 'true', 'true', 'ab'],
      ],
    ],
  },
  {
    name: 'a default that cannot be translated is a hazard',
    mysql: [
      "CREATE TABLE t (id int, a varchar(40) DEFAULT (soundex('x')))",
      "INSERT INTO t VALUES (1, 'kept')",
    ],
    postgres: [['SELECT a FROM t', ['kept']]],
    hazards: {'t.a': ['default-not-converted']},
  },
  {
    name: 'a default that reads another column, which no default does in Postgres, is a hazard',
    mysql: [
      "CREATE TABLE t (a int DEFAULT 4, b int DEFAULT (a * a), c varchar(20) DEFAULT (concat(a, ' x')), d int DEFAULT (2 * 2))",
      'INSERT INTO t (a) VALUES (3)',
    ],
    postgres: [
      ['SELECT a, b, c, d FROM t', ['3', '9', '3 x', '4']],
      ['INSERT INTO t DEFAULT VALUES RETURNING a, b, c, d', ['4', null, null, '4']],
    ],
    hazards: {'t.b': ['default-not-converted'], 't.c': ['default-not-converted'], 't.d': []},
  },
  {
    name: 'views on views, whatever the order of their names',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY, name varchar(20), `Odd Name` int)',
      "INSERT INTO t VALUES (1, 'x', 5)",
      'CREATE VIEW z AS SELECT id, name, `Odd Name` FROM t WHERE id > 0',
      'CREATE VIEW a AS SELECT id, concat(name, `Odd Name`) AS `Full "Name"` FROM z',
    ],
    postgres: [
      ['SELECT * FROM a', ['1', 'x5']],
      ['SELECT "Full ""Name""" FROM a', ['x5']],
    ],
  },
  {
    name: 'differences of views in Postgres are reported',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY, name varchar(20), kind int)',
      "INSERT INTO t VALUES (1, 'x', 5)",
      "SET sql_mode = ''",
      'CREATE VIEW loose AS SELECT kind, name, count(*) AS n FROM t GROUP BY kind',
      'CREATE VIEW strict AS SELECT id, name, count(*) AS n FROM t GROUP BY id',
      "CREATE VIEW checked AS SELECT id, '😀' AS face FROM t WHERE kind > 0 WITH LOCAL CHECK OPTION",
      'CREATE SQL SECURITY INVOKER VIEW asked AS SELECT id FROM t',
    ],
    postgres: [
      ['SELECT * FROM loose', ['5', 'x', '1']],
      ['SELECT * FROM checked', ['1', '😀']],
    ],
    hazards: {
      'view loose': ['view-differs'],
      'view strict': [],
      'view checked': ['view-differs'],
      'view asked': ['view-differs'],
    },
  },
  {
    name: 'a view that cannot be translated is a hazard, and so is each view that reads it',
    mysql: [
      'CREATE TABLE t (id int PRIMARY KEY, name varchar(20))',
      'CREATE VIEW odd AS SELECT id, soundex(name) AS s FROM t',
      'CREATE VIEW reader AS SELECT s FROM odd',
    ],
    postgres: [["SELECT count(*) FROM pg_views WHERE schemaname = 'public'", ['0']]],
    hazards: {'view odd': ['view-not-converted'], 'view reader': ['view-not-converted']},
  },
  {
    name: 'booleans in CHECKs, defaults, generated columns and views',
    mysql: [
      `CREATE TABLE t (id int PRIMARY KEY, active tinyint(1) NOT NULL DEFAULT 1, gone bit(1) DEFAULT b'0', idle tinyint(1) GENERATED ALWAYS AS (active = 0) STORED,
        CONSTRAINT flag CHECK (active IN (0, 1)), CONSTRAINT busy CHECK (active OR id > 5))`,
      'INSERT INTO t (id, active) VALUES (1, 1), (6, 0)',
      'CREATE VIEW v AS SELECT sum(active) AS n, count(*) AS all_ FROM t WHERE NOT gone',
      'CREATE VIEW w AS SELECT id FROM t WHERE active = 1',
    ],
    postgres: [
      [
        'SELECT id, active::text, gone::text, idle::text FROM t ORDER BY id',
        ['1', 'true', 'false', 'false'],
        ['6', 'false', 'false', 'true'],
      ],
      ['SELECT n, all_ FROM v', ['1', '2']],
      ['SELECT id FROM w', ['1']],
      [CHECKS.replace('pg_get_constraintdef(oid)', "''"), ['busy', 'true', ''], ['flag', 'true', '']],
    ],
  },
  {
    name: 'a generated column that refers to one that cannot be translated',
    mysql: [
      'CREATE TABLE t (a varchar(9), s varchar(9) GENERATED ALWAYS AS (soundex(a)) STORED, u varchar(9) GENERATED ALWAYS AS (lower(s)) STORED)',
      "INSERT INTO t (a) VALUES ('hello')",
    ],
    postgres: [
      ['SELECT s, u FROM t', ['H400', 'h400']],
      [GENERATED, ['a', ''], ['s', ''], ['u', '']],
      ["UPDATE t SET s = 'X' RETURNING u", ['x']],
    ],
    hazards: {'t.s': ['generated-column'], 't.u': ['generated-column']},
  },
  {
    name: 'a generated NOT NULL column over a zero date',
    mysql: [
      'CREATE TABLE t (d date NOT NULL, y int GENERATED ALWAYS AS (year(d)) STORED NOT NULL)',
      "INSERT INTO t (d) VALUES ('0000-00-00'), ('2020-01-01')",
    ],
    postgres: [['SELECT y FROM t ORDER BY y', ['0'], ['2020']]],
    hazards: {'t.d': ['zero-date-not-null']},
    only: 'mysql',
  },
  {
    name: 'WordPress and Laravel as they are',
    mysql: [
      `CREATE TABLE wp_posts (ID bigint(20) unsigned NOT NULL AUTO_INCREMENT, post_author bigint(20) unsigned NOT NULL DEFAULT 0,
        post_date datetime NOT NULL DEFAULT '0000-00-00 00:00:00', post_content longtext NOT NULL, post_status varchar(20) NOT NULL DEFAULT 'publish',
        guid varchar(255) NOT NULL DEFAULT '', PRIMARY KEY (ID), KEY type_status_date (post_status,post_date,ID), KEY post_name (guid(191)))`,
      "INSERT INTO wp_posts (post_date, post_content) VALUES ('2020-01-01', 'x')",
      `CREATE TABLE users (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, email varchar(255) NOT NULL, email_verified_at timestamp NULL,
        created_at timestamp NULL, UNIQUE users_email_unique (email)) COLLATE utf8mb4_unicode_ci`,
      `CREATE TABLE posts (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, user_id bigint unsigned NOT NULL,
        CONSTRAINT posts_user_id_foreign FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)`,
      "INSERT INTO users (email) VALUES ('a@b.c')",
      'INSERT INTO posts (user_id) VALUES (1)',
    ],
    postgres: [
      [
        'INSERT INTO wp_posts (post_date, post_content) VALUES (now(), \'\') RETURNING "ID", post_author',
        ['2', '0'],
      ],
      ['DELETE FROM users RETURNING id', ['1']],
      ['SELECT count(*) FROM posts', ['0']],
    ],
    hazards: {'wp_posts.post_date': ['default-removed']},
  },
]
