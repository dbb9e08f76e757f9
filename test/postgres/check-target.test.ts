import {expect} from 'chai'
import type pg from 'pg'
import {checkTarget} from '../../src/lib/postgres/check-target.js'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {onEachPostgres} from '../servers.js'
import {createDatabase, runSql, type ScratchDatabase} from './scratch-database.js'

onEachPostgres(({url}) => {
  describe('checkTarget', () => {
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

    it('finds no problem in an empty database', async () => {
      expect(await checkTarget(client)).to.deep.equal([])
    })

    it('ignores objects of extensions', async () => {
      await runSql(database.adminUrl, 'CREATE EXTENSION citext', 'CREATE EXTENSION pg_stat_statements')
      expect(await checkTarget(client)).to.deep.equal([])
    })

    it('ignores other schemas', async () => {
      await runSql(database.url, 'CREATE SCHEMA other', 'CREATE TABLE other.t (a int)')
      expect(await checkTarget(client)).to.deep.equal([])
    })

    const objects = [
      {sql: 'CREATE TABLE "My t" (id int GENERATED ALWAYS AS IDENTITY)', shown: 'holds My t.'},
      {sql: 'CREATE TABLE s (id serial)', shown: 'holds s.'},
      {sql: 'CREATE VIEW v AS SELECT 1 AS a', shown: 'holds v.'},
      {sql: "CREATE TYPE mood AS ENUM ('ok')", shown: 'holds mood.'},
      {sql: 'CREATE DOMAIN positive AS int CHECK (VALUE > 0)', shown: 'holds positive.'},
      {sql: 'CREATE SEQUENCE numbers', shown: 'holds numbers.'},
      {sql: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1$$', shown: 'holds f().'},
    ]
    for (const {sql, shown} of objects)
      it(`reports that the database is not empty after ${sql}`, async () => {
        await runSql(database.url, sql)
        const [problem, ...others] = await checkTarget(client)
        expect(others).to.be.empty
        expect(problem!.code).to.equal('target-not-empty')
        expect(problem!.what).to.include(shown)
      })

    it('names some of many tables and counts the others', async () => {
      await runSql(database.url, ...Array.from({length: 7}, (_, i) => `CREATE TABLE t${i} (a int)`))
      const [problem] = await checkTarget(client)
      expect(problem!.what).to.include('holds t0, t1, t2, t3, t4 and 2 more.')
    })

    it('reports all problems at once', async () => {
      await runSql(
        database.adminUrl,
        'CREATE TABLE t (a int)',
        'REVOKE ALL ON SCHEMA public FROM PUBLIC',
        'ALTER SCHEMA public OWNER TO postgres',
        `ALTER DATABASE ${database.name} SET default_transaction_read_only = on`,
      )
      const later = await connectTarget(database.url)
      const codes = (await checkTarget(later)).map(({code}) => code)
      await later.end()
      expect(codes).to.deep.equal(['target-read-only', 'target-may-not-create', 'target-not-empty'])
    })
  })
})
