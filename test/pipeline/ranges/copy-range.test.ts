import {expect} from 'chai'
import type pg from 'pg'

import type {TableCopy} from '../../../src/lib/core/table-copy.js'
import type {SourceConnection} from '../../../src/lib/mysql/connect.js'
import {copyRange, type CopiedRange, type CopyRequest} from '../../../src/lib/pipeline/ranges/copy-range.js'
import {type LoadSession, loadSession} from '../../../src/lib/postgres/load-session.js'
import {createLedger} from '../../../src/lib/postgres/range-ledger.js'
import {expectError} from '../../mysql/expect-error.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {createDatabase, runSql, type ScratchDatabase} from '../../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../../servers.js'

const ROWS = 32_768

const COPY: TableCopy = {
  source: 'many',
  target: 'many',
  computed: [],
  key: ['id'],
  columns: [
    {source: 'id', select: '`id`', target: 'id', encoding: {kind: 'ascii'}, nullable: false},
    {source: 'n', select: '`n`', target: 'n', encoding: {kind: 'ascii'}, nullable: true},
    {source: 'v', select: '`v`', target: 'v', encoding: {kind: 'text'}, nullable: true},
  ],
}

/** Calls `act` when the first rows are under way. */
function atFirstRows(act: () => unknown): (rows: number) => void {
  let done = false
  return rows => {
    if (done || rows === 0) return
    done = true
    act()
  }
}

describe('copyRange', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let target: ScratchDatabase
    let connection: SourceConnection
    let session: LoadSession

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE many (id int primary key, n int, v varchar(500))',
        "INSERT INTO many VALUES (1, 7, REPEAT('x', 500))",
      )
      for (let rows = 1; rows < ROWS; rows *= 2)
        await database.run(`INSERT INTO many SELECT id + ${rows}, n, v FROM many`)
      await database.run('UPDATE many SET n = 70000 WHERE id IN (3, 20000)')
      target = await createDatabase(postgresUrl())
    })

    beforeEach(async () => {
      connection = await database.open()
      session = loadSession(target.url)
      const client = await session.client()
      await createLedger(client)
      await client.query('DROP TABLE IF EXISTS public.many')
      await client.query('CREATE TABLE public.many (id int, n int, v text)')
    })

    afterEach(async () => {
      await session.close()
      await connection.close()
    })

    after(async () => {
      await target?.drop()
      await database?.drop()
    })

    const copy = (
      options: Partial<CopyRequest> = {},
      onRows: (rows: number) => void = () => {},
      into = session,
    ): Promise<CopiedRange> => {
      const request = {
        id: 1,
        database: database.address.database,
        copy: COPY,
        allowRefused: false,
        copySql: 'COPY public.many (id, n, v) FROM stdin;\n',
        targetUrl: target.url,
      }
      return copyRange(connection, into, {...request, ...options}, {onRows})
    }

    const found = async (): Promise<{rows: number; ids: number; sum: number}> => {
      const sql =
        'SELECT count(*)::int AS rows, count(DISTINCT id)::int AS ids, sum(n)::int AS sum FROM public.many'
      const [counts] = await runSql<{rows: number; ids: number; sum: number}>(target.url, sql)
      return counts!
    }
    const WHOLE = {rows: ROWS, ids: ROWS, sum: 7 * (ROWS - 2) + 140_000}

    /** Lets the server end the connection at this row, the first time that it comes. */
    const breakAtRow = (id: number): Promise<object[]> =>
      runSql(
        target.url,
        `CREATE SEQUENCE public.times OWNED BY public.many.id;
         CREATE OR REPLACE FUNCTION public.break() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
           IF nextval('public.times') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
           RETURN NEW;
         END $$;
         CREATE TRIGGER break BEFORE INSERT ON public.many
         FOR EACH ROW WHEN (NEW.id = ${id}) EXECUTE FUNCTION public.break()`,
      )

    it('copies every row once', async () => {
      expect(await copy()).to.deep.equal({rows: ROWS, refused: []})
      expect(await found()).to.deep.equal(WHOLE)
    })

    it('copies rows longer than what is sent at once', async () => {
      await database.run(
        'CREATE TABLE wide (id int primary key, n int, v longtext)',
        "INSERT INTO wide VALUES (1, 7, REPEAT('abcdefg', 500000)), (2, 7, 'short'), (3, 7, REPEAT('hijkl', 900000))",
      )
      expect((await copy({copy: {...COPY, source: 'wide'}})).rows).to.equal(3)
      const sql = "SELECT encode(sha256(convert_to(v, 'UTF8')), 'hex') AS sum FROM public.many ORDER BY id"
      const sums = await runSql(target.url, sql)
      expect(sums).to.deep.equal(await connection.query('SELECT SHA2(v, 256) AS sum FROM wide ORDER BY id'))
    })

    it('sends the range again when Postgres ends the connection in the middle of it', async () => {
      await breakAtRow(ROWS / 2)
      expect(await copy()).to.deep.equal({rows: ROWS, refused: []})
      expect(await found()).to.deep.equal(WHOLE)
      const [{times} = {}] = await runSql<{times?: number}>(
        target.url,
        'SELECT last_value::int AS times FROM public.times',
      )
      expect(times).to.equal(2)
    })

    it('does not send it again when the connection is lost after the commit', async () => {
      const client = await session.client()
      let lost = false
      const into: LoadSession = {
        ...session,
        async client() {
          if (lost) return session.client()
          const losing = {
            query(...asked: [never]): unknown {
              if (asked[0] !== 'COMMIT') return client.query(...asked)
              lost = true
              return client.query('COMMIT').then(() => {
                throw new Error('Connection terminated unexpectedly')
              })
            },
          }
          return Object.assign(Object.create(client), losing) as pg.Client
        },
      }
      expect((await copy({}, undefined, into)).rows).to.equal(ROWS)
      expect(await found()).to.deep.equal(WHOLE)
    })

    it('writes nothing when MySQL ends the connection', async () => {
      const [row] = await connection.query<{id: number}>('SELECT CONNECTION_ID() AS id', 'ask')
      const kill = atFirstRows(() => database.endSession(row!.id))
      await expectError(copy({}, kill), 'source-connection-lost')
      expect((await found()).rows).to.equal(0)
    })

    describe('with values that Postgres refuses', () => {
      beforeEach(() => runSql(target.url, 'ALTER TABLE public.many ALTER n TYPE smallint'))

      it('makes them NULL and passes them on if that is allowed', async () => {
        const {rows, refused} = await copy({allowRefused: true})
        const lines = refused.flatMap(values => values.lines.toString().trimEnd().split('\n'))
        expect(lines.map(line => JSON.parse(line) as object)).to.containSubset([
          {table: 'many', column: 'n', key: {id: '3'}, value: '70000'},
          {table: 'many', column: 'n', key: {id: '20000'}, value: '70000'},
        ])
        expect(rows).to.equal(ROWS)
        expect(await found()).to.deep.equal({...WHOLE, sum: 7 * (ROWS - 2)})
      })

      it('names the row if that is not allowed', async () => {
        const {message} = await expectError(copy(), 'refused-value')
        expect(message)
          .to.contain('many.n in row 3 (id = 3)')
          .and.to.contain('out of range for type smallint')
        expect((await found()).rows).to.equal(0)
      })
    })
  })
})
