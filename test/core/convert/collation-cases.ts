/** Columns with rules for their collation, and how they behave in Postgres. */
export interface CollationCase {
  name: string
  rules: string
  mysql: string[]
  /** Statements in Postgres, each with the rows it gives, as arrays of text, or how it is refused. */
  postgres: [sql: string, ...rows: ((string | null)[] | RegExp)[]][]
  hazards?: Record<string, string[]>
}

const DUPLICATE = /duplicate key value violates unique constraint/
const PEOPLE = [
  `CREATE TABLE people (id int PRIMARY KEY, email varchar(50) COLLATE utf8mb4_general_ci NOT NULL, nick char(9) COLLATE utf8mb4_unicode_ci,
    bio text COLLATE utf8mb4_general_ci, state varchar(9) COLLATE utf8mb4_general_ci,
    shout varchar(60) COLLATE utf8mb4_general_ci GENERATED ALWAYS AS (replace(email, '@', ' at ')) STORED,
    UNIQUE KEY by_email (email), UNIQUE KEY by_bio (bio(20)), KEY by_nick (nick), FULLTEXT KEY words (bio),
    CONSTRAINT known CHECK (state IN ('open', 'closed')), CONSTRAINT has_at CHECK (email LIKE '%@B%'),
    CONSTRAINT no_space CHECK (locate(' ', email) = 0 AND email NOT REGEXP '^x'))`,
  'CREATE TABLE letters (id int PRIMARY KEY, email varchar(50) COLLATE utf8mb4_general_ci, CONSTRAINT sender FOREIGN KEY (email) REFERENCES people (email))',
  "CREATE VIEW at_b AS SELECT id, email FROM people WHERE email LIKE '%@B.C'",
  'CREATE VIEW same AS SELECT people.id, letters.id AS letter, upper(people.email) AS loud FROM people JOIN letters ON people.email = letters.email',
  "CREATE VIEW states AS SELECT concat(state, '!') AS loud, count(*) AS n FROM people WHERE email LIKE '%@B%' GROUP BY state",
  "CREATE VIEW parts AS SELECT id, substring_index(email, '@', 1) AS name, instr(email, '@') AS place FROM at_b",
  `INSERT INTO people (id, email, nick, bio, state) VALUES (1, 'Ann@b.c', 'Ann', 'Likes Tea', 'Open'), (2, 'bob@b.c', 'ann', 'none', 'closed')`,
  "INSERT INTO letters VALUES (1, 'ANN@B.C'), (2, 'bob@b.c'), (3, NULL)",
]

export const COLLATION_CASES: CollationCase[] = [
  {
    name: 'ignore-case is an ICU collation that compares as MySQL did',
    rules: `
      columns:
        - {match: {type: 'varchar*'}, collation: ignore-case}
        - {match: {column: people.*, type: 'char*'}, collation: ignore-case}
        - {match: people.bio, collation: ignore-case}`,
    mysql: PEOPLE,
    postgres: [
      ["SELECT id FROM people WHERE email = 'ANN@B.C'", ['1']],
      ["SELECT id FROM people WHERE email = 'ánn@b.c' OR email = 'ann@b.c '", ['1']],
      ["INSERT INTO people (id, email) VALUES (3, 'BOB@b.c')", DUPLICATE],
      ["INSERT INTO people (id, email, bio) VALUES (3, 'new@b.c', 'LIKES TEA')", DUPLICATE],
      ['SELECT nick, count(*) FROM people GROUP BY nick', ['Ann', '2']],
      ["SELECT email FROM people WHERE email < 'B' ORDER BY email", ['Ann@b.c']],
      ["SELECT id FROM people WHERE to_tsvector('simple', bio) @@ to_tsquery('simple', 'tea')", ['1']],
      ['SELECT letter, loud FROM same ORDER BY 1', ['1', 'ANN@B.C'], ['2', 'BOB@B.C']],
      ['SELECT id FROM at_b ORDER BY 1', ['1'], ['2']],
      ['SELECT loud, n FROM states ORDER BY 1', ['Open!', '1'], ['closed!', '1']],
      ['SELECT name, place FROM parts ORDER BY 1', ['Ann', '4'], ['bob', '4']],
      ['SELECT shout FROM people ORDER BY id', ['Ann at b.c'], ['bob at b.c']],
      ["SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f') AND NOT convalidated"],
      ["INSERT INTO people (id, email, state) VALUES (4, 'D@b.c', 'CLOSED') RETURNING state", ['CLOSED']],
      [
        "INSERT INTO people (id, email, state) VALUES (5, 'E@b.c', 'shut')",
        /violates check constraint "known"/,
      ],
      ["INSERT INTO people (id, email) VALUES (5, 'nowhere')", /violates check constraint "has_at"/],
      ["INSERT INTO letters VALUES (9, 'nobody@b.c')", /violates foreign key constraint "sender"/],
      ["INSERT INTO letters VALUES (9, 'BOB@B.c') RETURNING id", ['9']],
      [
        "INSERT INTO people (id, email) SELECT n, n || '@b.c' FROM generate_series(10, 3000) n; ANALYZE people; SET enable_seqscan = off",
      ],
      ["EXPLAIN (COSTS OFF) SELECT FROM people WHERE email = '77@B.C'", /Index.* using by_email/],
    ],
    hazards: {
      'people.email': ['case-insensitive'],
      'people.has_at': ['case-insensitive'],
      'people.known': [],
      'view at_b': ['case-insensitive'],
      'view same': [],
      'letters.sender': [],
    },
  },
  {
    name: 'citext',
    rules:
      "{columns: [{match: {type: 'varchar*'}, collation: citext}, {match: people.bio, collation: citext}]}",
    mysql: PEOPLE,
    postgres: [
      ["SELECT id FROM people WHERE email = 'ANN@B.C'", ['1']],
      ["SELECT id FROM people WHERE email = 'ánn@b.c'"],
      ["SELECT id FROM people WHERE email = 'ANN@B.C'::varchar"],
      ["SELECT id FROM people WHERE email LIKE 'ANN%'", ['1']],
      ["INSERT INTO people (id, email) VALUES (3, 'BOB@b.c')", DUPLICATE],
      ["INSERT INTO people (id, email, bio) VALUES (3, 'new@b.c', 'LIKES TEA')", DUPLICATE],
      ["SELECT id FROM people WHERE to_tsvector('simple', bio) @@ to_tsquery('simple', 'tea')", ['1']],
      ['SELECT letter, loud FROM same ORDER BY 1', ['1', 'ANN@B.C'], ['2', 'BOB@B.C']],
      ['SELECT id FROM at_b ORDER BY 1', ['1'], ['2']],
      ['SELECT name, place FROM parts ORDER BY 1', ['Ann', '4'], ['bob', '4']],
      ["SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f') AND NOT convalidated"],
      ["INSERT INTO people (id, email, state) VALUES (4, 'D@b.c', 'CLOSED') RETURNING state", ['CLOSED']],
      ["INSERT INTO letters VALUES (9, 'nobody@b.c')", /violates foreign key constraint "sender"/],
      ["INSERT INTO letters VALUES (9, 'BOB@B.c') RETURNING id", ['9']],
      [
        "SET enable_seqscan = off; EXPLAIN (COSTS OFF) SELECT FROM people WHERE email = '77@B.C'::citext",
        /Index.* using by_email/,
      ],
    ],
    hazards: {'people.email': ['case-insensitive'], 'letters.sender': []},
  },
  {
    name: 'lower-index keeps what foreign keys refer to, and makes other keys unique over lower()',
    rules:
      "{columns: [{match: '*.email', collation: lower-index}, {match: users.*name, collation: lower-index}]}",
    mysql: [
      'CREATE TABLE people (id int PRIMARY KEY, email varchar(50) COLLATE utf8mb4_general_ci NOT NULL, UNIQUE KEY by_email (email))',
      PEOPLE[1]!,
      `CREATE TABLE users (name varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, nickname varchar(20) COLLATE utf8mb4_general_ci,
        team int, UNIQUE KEY once (team, nickname), KEY plain (nickname))`,
      "INSERT INTO people (id, email) VALUES (1, 'Ann@b.c')",
      "INSERT INTO users VALUES ('Ann', 'A', 1), ('Bob', 'A', 2), ('Cy', NULL, 2), ('Dan', NULL, 2)",
    ],
    postgres: [
      [
        String.raw`SELECT indexname, regexp_replace(indexdef, '^CREATE (.*)INDEX .* USING ', '\1') FROM pg_indexes WHERE tablename = 'users' ORDER BY 1`,
        ['once', 'UNIQUE btree (team, lower((nickname)::text))'],
        ['plain', 'btree (lower((nickname)::text))'],
        ['users_lower_key', 'UNIQUE btree (lower((name)::text))'],
        ['users_pkey', 'UNIQUE btree (name)'],
      ],
      ["SELECT id FROM people WHERE lower(email) = lower('ANN@B.C')", ['1']],
      [
        "INSERT INTO people (id, email) VALUES (3, 'ANN@b.c')",
        /violates unique constraint ".*by_email_lower"/,
      ],
      ["INSERT INTO users VALUES ('ANN', 'x', 5)", /violates unique constraint "users_lower_key"/],
      ["INSERT INTO users VALUES ('E', 'a', 1)", /violates unique constraint "once"/],
      ["SELECT conname FROM pg_constraint WHERE conname = 'sender'", ['sender']],
      [
        "SET enable_seqscan = off; EXPLAIN (COSTS OFF) SELECT FROM people WHERE lower(email) = 'ann@b.c'",
        /Index.* using .*by_email_lower/,
      ],
    ],
    hazards: {'people.email': ['case-insensitive'], 'users.name': ['case-insensitive']},
  },
  {
    name: 'rows that a collation makes equal block the run; when allowed, the key is no longer unique',
    rules: `
      columns:
        - {match: exact.name, collation: ignore-case}
        - {match: swedish.name, collation: ignore-case}
        - {match: exact.code, collation: citext}
        - {match: exact.tag, collation: lower-index}`,
    mysql: [
      `CREATE TABLE exact (id int PRIMARY KEY, name varchar(20) COLLATE utf8mb4_bin, code varchar(20) COLLATE utf8mb4_bin, tag varchar(20) COLLATE utf8mb4_bin,
        UNIQUE KEY u_name (name), UNIQUE KEY u_code (id, code), UNIQUE KEY u_tag (tag))`,
      "INSERT INTO exact VALUES (1, 'Bob', 'x', 'a'), (2, 'bob', 'X', 'é'), (3, 'Böb', 'x', 'É'), (4, NULL, 'x', NULL), (5, NULL, 'x', NULL)",
      'CREATE TABLE swedish (name varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci UNIQUE)',
      "INSERT INTO swedish VALUES ('Par'), ('Pär'), ('Pår')",
      'CREATE TABLE lost (name varchar(20) CHARACTER SET hebrew COLLATE hebrew_bin UNIQUE, b varchar(20) COLLATE utf8mb4_bin UNIQUE)',
      "INSERT INTO lost VALUES (x'BF', '1'), (x'FB', '2')",
    ],
    postgres: [
      ['SELECT count(*) FROM exact', ['5']],
      ['SELECT count(*) FROM lost', ['2']],
      ["SELECT name FROM swedish WHERE name = 'PÄR'", ['Pär']],
      ["INSERT INTO swedish VALUES ('PÅR')", DUPLICATE],
      [
        "SELECT x.relname, indisunique::text FROM pg_index i JOIN pg_class x ON x.oid = indexrelid WHERE x.relnamespace = 'public'::regnamespace ORDER BY 1",
        ['b', 'true'],
        ['exact_pkey', 'true'],
        ['lost_name', 'false'],
        ['swedish_name', 'true'],
        ['u_code', 'true'],
        ['u_name', 'false'],
        ['u_tag', 'false'],
      ],
    ],
    hazards: {
      'exact.u_name': ['duplicate-under-unique-key'],
      'exact.u_tag': ['duplicate-under-unique-key'],
      'exact.u_code': [],
      'swedish.name': ['case-insensitive'],
      'lost.name': ['invalid-text', 'duplicate-under-unique-key'],
    },
  },
  {
    name: 'unique keys whose values become equal because bytes are not characters accept duplicates',
    rules: `
      columns:
        - {match: halves.name, collation: exact}`,
    mysql: [
      'CREATE TABLE halves (name varchar(9) CHARACTER SET ucs2 COLLATE ucs2_bin UNIQUE)',
      "INSERT INTO halves VALUES (x'0061D83D'), (x'0061D83E'), (x'0062')",
      'CREATE TABLE pairs (name varchar(9) CHARACTER SET ucs2 COLLATE ucs2_bin UNIQUE, word varchar(9) COLLATE utf8mb4_bin UNIQUE)',
      "INSERT INTO pairs VALUES (x'D83DDE00', '😀'), (x'0062DE00', '😃'), (x'0063', '')",
      'CREATE TABLE nuls (code varchar(9) COLLATE utf8mb4_bin UNIQUE, other varchar(9) COLLATE utf8mb4_bin UNIQUE)',
      String.raw`INSERT INTO nuls VALUES ('a\0', 'a\0'), ('a␀', 'b␀')`,
    ],
    postgres: [
      ['SELECT name FROM halves ORDER BY 1', ['a\uFFFD'], ['a\uFFFD'], ['b']],
      ['SELECT name FROM pairs ORDER BY 1', ['b\uFFFD'], ['c'], ['😀']],
      ['SELECT code FROM nuls', ['a␀'], ['a␀']],
      ["INSERT INTO nuls (other) VALUES ('a␀')", DUPLICATE],
      [
        "SELECT x.relname, indisunique::text FROM pg_index i JOIN pg_class x ON x.oid = indexrelid WHERE x.relnamespace = 'public'::regnamespace ORDER BY 1",
        ['code', 'false'],
        ['halves_name', 'false'],
        ['other', 'true'],
        ['pairs_name', 'true'],
        ['word', 'true'],
      ],
    ],
    hazards: {
      'halves.name': ['invalid-text', 'duplicate-under-unique-key'],
      'nuls.code': ['invalid-text', 'duplicate-under-unique-key'],
    },
  },
]
