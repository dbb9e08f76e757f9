import {expect} from 'chai'
import type pg from 'pg'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {readFacts} from '../../src/lib/postgres/read-facts.js'
import {failureOf} from '../failure-of.js'
import {onEachPostgres} from '../servers.js'
import {createDatabase, runSql, type ScratchDatabase} from './scratch-database.js'

const PLAIN = {
  comment: '',
  notValidForeignKeys: [],
  triggers: [],
  collations: {},
  primaryKey: null,
  uniqueKeys: [],
  foreignKeys: [],
  checks: [],
  notValidChecks: [],
  indexes: [],
  sequences: [],
  partitions: [],
}

onEachPostgres(({url}) => {
  describe('readFacts', () => {
    let database: ScratchDatabase
    let client: pg.Client

    beforeEach(async () => {
      database = await createDatabase(url())
      client = await connectTarget(database.url)
    })

    afterEach(async () => {
      await client.end()
      await database.drop()
    })

    /** The facts of every table, without sizes and the details of columns. */
    async function factsAfter(...statements: string[]): Promise<unknown[]> {
      await runSql(database.url, ...statements)
      const {tables} = await readFacts(client)
      return tables.map(({bytes: _, details: __, ...facts}) => facts)
    }

    it('finds nothing in an empty database', async () => {
      await runSql(database.adminUrl, 'CREATE EXTENSION pg_stat_statements')
      expect(await readFacts(client)).to.deep.equal({tables: [], views: [], sequences: []})
    })

    it('reads sizes', async () => {
      await runSql(database.url, 'CREATE TABLE "T ""1""" AS SELECT generate_series(1, 1000) AS a')
      const {tables} = await readFacts(client)
      expect(tables[0]).to.include({name: 'T "1"'})
      expect(tables[0]!.bytes).to.be.within(8192, 1 << 20)
    })

    it('reads the type, NOT NULL, default, expression and comment of columns', async () => {
      await runSql(
        database.url,
        "CREATE TABLE t (a timestamptz(3) DEFAULT now() NOT NULL, b int GENERATED ALWAYS AS (1) STORED); COMMENT ON COLUMN t.a IS 'A'",
      )
      const [table] = (await readFacts(client)).tables
      expect(table?.details).to.deep.equal({
        a: {
          type: 'timestamp(3) with time zone',
          nullable: false,
          hasDefault: true,
          generated: false,
          comment: 'A',
        },
        b: {type: 'integer', nullable: true, hasDefault: true, generated: true, comment: ''},
      })
    })

    it('reads the collations in which different texts are equal', async () => {
      const [table] = await factsAfter(
        "CREATE COLLATION fold (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        'CREATE TABLE t (a text COLLATE fold, b text COLLATE "C", c int)',
      )
      expect(table).to.deep.include({collations: {a: 'fold'}})
    })

    it('reads keys, checks and indexes by name', async () => {
      const [child, parent] = await factsAfter(
        'CREATE TABLE parent (b int, a int, c int, CONSTRAINT pk PRIMARY KEY (a, b), CONSTRAINT u UNIQUE (c))',
        `CREATE TABLE child (a int, b int NOT NULL, CONSTRAINT positive CHECK (a > 0),
          CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES parent (a, b))`,
        'ALTER TABLE child ADD CONSTRAINT small CHECK (b < 10) NOT VALID',
        'CREATE INDEX by_b ON child (b)',
        'CREATE UNIQUE INDEX once ON child ((a + b))',
      )
      expect(parent).to.deep.equal({
        ...PLAIN,
        name: 'parent',
        columns: ['b', 'a', 'c'],
        primaryKey: ['a', 'b'],
        uniqueKeys: ['u'],
      })
      expect(child).to.deep.equal({
        ...PLAIN,
        name: 'child',
        columns: ['a', 'b'],
        foreignKeys: ['fk'],
        checks: ['positive', 'small'],
        notValidChecks: [{name: 'small', definition: 'CHECK ((b < 10)) NOT VALID'}],
        indexes: ['by_b', 'once'],
      })
    })

    it('leaves out a unique key that enforces nothing', async () => {
      const [root] = await factsAfter(
        'CREATE TABLE root (a int NOT NULL, b int) PARTITION BY RANGE (a)',
        'CREATE TABLE part PARTITION OF root FOR VALUES FROM (0) TO (10)',
        'ALTER TABLE ONLY root ADD CONSTRAINT pk PRIMARY KEY (a)',
        'ALTER TABLE ONLY root ADD CONSTRAINT u UNIQUE (a, b)',
        'CREATE INDEX i ON ONLY root (b)',
      )
      expect(root).to.deep.equal({...PLAIN, name: 'root', columns: ['a', 'b'], partitions: ['part']})
    })

    const sequences = [
      {name: 'an empty table', sql: [], next: '1', max: null},
      {name: 'generated keys', sql: ['INSERT INTO t DEFAULT VALUES'], next: '2', max: '1'},
      {name: 'keys that were given', sql: ['INSERT INTO t VALUES (7)'], next: '1', max: '7'},
      {
        name: 'a sequence that was set',
        sql: ["SELECT setval('t_id_seq', 42, false)"],
        next: '42',
        max: null,
      },
      {
        name: 'a key that is used up',
        sql: ["SELECT setval('t_id_seq', 9223372036854775807)", 'INSERT INTO t VALUES (9223372036854775807)'],
        next: '9223372036854775808',
        max: '9223372036854775807',
      },
    ]
    for (const {name, sql, next, max} of sequences)
      it(`reads the next value of the sequence of ${name}`, async () => {
        const [table] = await factsAfter(
          'CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY)',
          ...sql,
        )
        expect(table).to.have.deep.property('sequences', [{column: 'id', next, max}])
      })

    it('reads sequences that no column owns', async () => {
      await runSql(
        database.url,
        'CREATE SEQUENCE down INCREMENT BY -2 MINVALUE -100 MAXVALUE 100 START WITH 5',
        'CREATE SEQUENCE used',
        "SELECT nextval('used')",
        'CREATE TABLE t (id serial, other int GENERATED ALWAYS AS IDENTITY)',
      )
      expect((await readFacts(client)).sequences).to.deep.equal([
        {name: 'down', next: '5'},
        {name: 'used', next: '2'},
      ])
    })

    it('reads views', async () => {
      await runSql(
        database.url,
        'CREATE VIEW v AS SELECT 1 AS a',
        'CREATE MATERIALIZED VIEW m AS SELECT 1 AS a',
      )
      expect((await readFacts(client)).views).to.deep.equal(['m', 'v'])
    })

    it('reports a lost connection', async () => {
      const {rows} = await client.query<{pid: number}>('SELECT pg_backend_pid() AS pid')
      await runSql(url(), `SELECT pg_terminate_backend(${rows[0]!.pid})`)
      expect(await failureOf(readFacts(client))).to.have.property('code', 'target-connection-lost')
    })
  })
})
