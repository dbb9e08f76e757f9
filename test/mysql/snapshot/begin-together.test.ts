import {expect} from 'chai'
import {setTimeout as sleep} from 'node:timers/promises'

import {connect, type SourceConnection} from '../../../src/lib/mysql/connect.js'
import {beginSnapshot} from '../../../src/lib/mysql/snapshot/begin-snapshot.js'
import {beginTogether} from '../../../src/lib/mysql/snapshot/begin-together.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {failureOf} from '../../failure-of.js'
import {onEachSource} from '../../servers.js'
import {createSourceDatabase, type SourceDatabase} from '../source-database.js'

describe('beginTogether', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let sessions: SourceConnection[] = []
    /** Begins in new sessions, which are in `sessions` then. */
    const begin = async (readers: number, open = () => database.open()): Promise<boolean> => {
      const schema = await schemaOf()
      sessions = await Promise.all(Array.from({length: readers}, () => open()))
      const locker = await open()
      const members = sessions.map(session => ({
        begin: (tables: readonly string[]) => beginSnapshot(session, tables),
      }))
      return beginTogether(members, locker, schema).finally(() => locker.close())
    }
    const closeAll = async (): Promise<void> => {
      await Promise.all(sessions.map(session => session.close()))
      sessions = []
    }
    const schemaOf = async () => {
      const connection = await database.open()
      const schema = await readSchema(connection, database.address.database)
      await connection.close()
      return schema
    }

    beforeEach(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE a (id int auto_increment primary key) engine=InnoDB',
        'CREATE TABLE b (id int auto_increment primary key) engine=InnoDB',
        'INSERT INTO a VALUES (1)',
      )
    })
    afterEach(async () => {
      await closeAll()
      await database.drop()
    })

    for (const readers of [1, 3])
      it(`shows ${readers} reader(s) the data as it was`, async () => {
        expect(await begin(readers)).to.equal(true)
        await database.run('INSERT INTO a VALUES (2)', 'INSERT INTO b VALUES (1)')
        for (const reader of sessions) {
          expect(await count(reader, 'a')).to.equal(1)
          expect(await count(reader, 'b')).to.equal(0)
        }
      })

    it('holds no lock when it is open', async () => {
      await begin(2)
      await database.run(
        'SET lock_wait_timeout = 1',
        'INSERT INTO a VALUES (2)',
        'SET lock_wait_timeout = 100',
      )
    })

    for (const grants of [['SELECT ON {}.*', 'LOCK TABLES ON {}.*'], ['SELECT ON {}.*']])
      it(`lets nobody alter a table that it has not read yet, with ${grants.join(' and ')}`, async () => {
        const user = await database.createUser(...grants)
        await database.run(
          'CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))',
          'INSERT INTO parts VALUES (1), (11)',
          'SET lock_wait_timeout = 1',
        )
        await begin(2, () => connect(user, {mode: 'preferred'}))
        const error = await failureOf(database.run('ALTER TABLE parts DROP PARTITION p0'))
        await database.run('SET lock_wait_timeout = 100')
        expect(error).to.include({errno: 1205})
        expect(await count(sessions[1]!, 'parts')).to.equal(2)
      })

    it('has no reader wait behind somebody who waits to alter a table that another has read', async () => {
      await database.run('SET lock_wait_timeout = 3')
      await begin(2)
      await count(sessions[0]!, 'a')
      const altered = failureOf(database.run('ALTER TABLE a ADD COLUMN more int'))
      await sleep(200)
      const read = count(sessions[1]!, 'a').then(() => 'read')
      expect(await Promise.race([altered, read])).to.equal('read')
      expect(await altered).to.include({errno: 1205})
      await database.run('SET lock_wait_timeout = 100')
    })

    it('gives up where somebody alters a table for long, and says so', async () => {
      await database.run('LOCK TABLES b WRITE')
      const error = await failureOf(begin(1))
      await database.run('UNLOCK TABLES')
      expect(error).to.include({code: 'source-query-failed'})
      expect((error as Error).message).to.contain('keep others from altering the tables')
    }).timeout(30_000)

    it('is one snapshot while somebody writes to two tables all the time', async () => {
      const writer = await writeAlways(database)
      for (let times = 0; times < 5; times++) {
        expect(await begin(4)).to.equal(true)
        const counts = await Promise.all(
          sessions.map(async reader => `${await count(reader, 'a')}/${await count(reader, 'b')}`),
        )
        expect(new Set(counts).size).to.equal(1)
        await closeAll()
      }

      await writer.stop()
    })

    it('ignores a broken view', async () => {
      await database.run(
        'CREATE TABLE gone (a int)',
        'CREATE VIEW broken AS SELECT a FROM gone',
        'DROP TABLE gone',
      )
      expect(await begin(2)).to.equal(true)
    })

    it('needs no privilege to lock while nobody else is there, if that can be seen', async () => {
      const user = await database.createUser('SELECT ON {}.*', 'PROCESS ON *.*')
      const isOne = await begin(2, () => connect(user, {mode: 'preferred'}))
      // Whoever shares the test's server is another session; MySQL's GTIDs tell anyhow.
      if (source.flavor === 'mysql') expect(isOne).to.equal(true)
      await database.run('INSERT INTO a VALUES (2)')
      for (const reader of sessions) expect(await count(reader, 'a')).to.equal(1)
    })

    it('says so when it can neither lock nor see that nobody writes', async () => {
      const user = await database.createUser('SELECT ON {}.*')
      const writer = await writeAlways(database, 0)
      expect(await begin(3, () => connect(user, {mode: 'preferred'}))).to.equal(false)
      await writer.stop()
    })
  })
})

/** Inserts a row into each of two tables in one transaction, again and again, with pauses. */
async function writeAlways(database: SourceDatabase, pauseMs = 5): Promise<{stop(): Promise<void>}> {
  const stopping = new AbortController()
  const work = (async () => {
    while (!stopping.signal.aborted) {
      await database.run('BEGIN', 'INSERT INTO a VALUES (NULL)', 'INSERT INTO b VALUES (NULL)', 'COMMIT')
      await new Promise(resolve => {
        setTimeout(resolve, pauseMs)
      })
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await work
    },
  }
}

async function count(reader: SourceConnection, table: string): Promise<number> {
  const [row] = await reader.query<{n: number}>(`SELECT COUNT(*) AS n FROM ${table}`)
  return Number(row?.n)
}
