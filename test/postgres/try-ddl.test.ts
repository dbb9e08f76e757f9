import {expect} from 'chai'
import type pg from 'pg'
import {archiveEntries} from '../../src/lib/core/ddl/archive-entries.js'
import {tableSql} from '../../src/lib/core/ddl/create-sql.js'
import type {PostgresSchema} from '../../src/lib/core/postgres-schema.js'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {readFacts} from '../../src/lib/postgres/read-facts.js'
import {tryDdl} from '../../src/lib/postgres/try-ddl.js'
import {aColumn, aSchema, aTable, SHOP} from '../core/a-postgres-schema.js'
import {failureOf} from '../failure-of.js'
import {onEachPostgres} from '../servers.js'
import {createDatabase, runSql, type ScratchDatabase} from './scratch-database.js'

/** What Postgres says when its table of locks is full. */
const OUT_OF_MEMORY = '53200'

onEachPostgres(({url}) => {
  describe('tryDdl', () => {
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

    /** What is refused, as `KIND tag: message`. */
    async function refusedIn(schema: PostgresSchema): Promise<string[]> {
      const refused = await tryDdl(client, archiveEntries(schema))
      return refused.map(({entry, message}) => `${entry.desc} ${entry.tag}: ${message}`)
    }

    it('finds nothing wrong, and leaves nothing behind', async () => {
      expect(await refusedIn(SHOP)).to.deep.equal([])
      expect(await readFacts(client)).to.deep.equal({tables: [], views: [], sequences: []})
      expect((await client.query('SHOW search_path')).rows).to.not.deep.equal([{search_path: '""'}])
    })

    it('finds every wrong object, but not what only depends on one', async () => {
      const schema = aSchema({
        tables: [
          aTable('wrong_type', [aColumn('a', 'varchar2(10)')], {
            primaryKey: {name: 'wrong_type_pkey', columns: ['a']},
          }),
          aTable('wrong_check', [aColumn('a', 'text')], {
            checks: [{name: 'c', sql: '"a" > 1'}],
          }),
          aTable('wrong_default', [aColumn('a', 'integer', {defaultSql: "'x'"})]),
          aTable('right', [aColumn('a', 'integer')]),
        ],
        views: [{name: 'v', source: 'v', columns: [], sql: 'SELECT 1 AS a'}],
      })
      expect(await refusedIn(schema)).to.deep.equal([
        'TABLE wrong_type: type "varchar2" does not exist',
        'TABLE wrong_default: invalid input syntax for type integer: "x"',
        'CHECK CONSTRAINT wrong_check c: operator does not exist: text > integer',
      ])
    })

    it('looks names up as the restore does: with an empty search path', async () => {
      const schema = aSchema({
        enums: [{name: 'mood', labels: ['ok']}],
        tables: [aTable('t', [aColumn('a', '"mood"')])],
      })
      expect(await refusedIn(schema)).to.deep.equal(['TABLE t: type "mood" does not exist'])
    })

    it('creates the extensions first, and leaves none', async () => {
      const entries = archiveEntries(aSchema({tables: [aTable('t', [aColumn('a', 'public.citext')])]}))
      expect(await tryDdl(client, entries)).to.have.length(1)
      expect(await tryDdl(client, entries, ['citext'])).to.deep.equal([])
      const {rows} = await client.query("SELECT FROM pg_extension WHERE extname = 'citext'")
      expect(rows).to.have.length(0)
    })

    it('checks the syntax of trigger functions', async () => {
      const [refused] = await refusedIn(aSchema({functions: [{name: 'f', body: 'BEGIN RETURN NEW END'}]}))
      expect(refused).to.match(/^FUNCTION f\(\): (missing|syntax error)/)
    })

    it('tries more objects than a transaction has locks for', async () => {
      const tables = Array.from({length: 40}, (_, i) =>
        aTable(`t${i}`, [aColumn('a', 'integer'), aColumn('b', 'text')], {
          primaryKey: {name: `t${i}_pkey`, columns: ['a']},
          checks: [{name: `c${i}`, sql: i === 39 ? '"b" > 1' : '"a" > 1'}],
        }),
      )
      const release = await takeAllLocksBut(60, url())
      try {
        expect(
          await failureOf(client.query(`BEGIN; ${tables.map(table => tableSql(table).create).join('')}`)),
        ).to.have.property('code', OUT_OF_MEMORY)
        expect(await refusedIn(aSchema({tables}))).to.deep.equal([
          'CHECK CONSTRAINT t39 c39: operator does not exist: text > integer',
        ])
      } finally {
        await release()
      }
    })

    it('reports a lost connection', async () => {
      const {rows} = await client.query<{pid: number}>('SELECT pg_backend_pid() AS pid')
      await runSql(url(), `SELECT pg_terminate_backend(${rows[0]!.pid})`)
      const error = await failureOf(tryDdl(client, archiveEntries(SHOP)))
      expect(error).to.have.property('code', 'target-connection-lost')
    })
  })
})

/** Leaves room for so many locks on the whole server, until released. */
async function takeAllLocksBut(room: number, superuserUrl: string): Promise<() => Promise<void>> {
  const hoarder = await connectTarget(superuserUrl)
  const all = hoarder.query('SELECT pg_advisory_lock(n) FROM generate_series(1, 1000000) n')
  expect(await failureOf(all)).to.have.property('code', OUT_OF_MEMORY)
  await hoarder.query(`SELECT pg_advisory_unlock(n) FROM generate_series(1, ${room}) n`)
  return () => hoarder.end()
}
