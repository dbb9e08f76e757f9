import {expect} from 'chai'

import {connect, type SourceConnection} from '../../../src/lib/mysql/connect.js'
import {beginSnapshot} from '../../../src/lib/mysql/snapshot/begin-snapshot.js'
import {beginTogether} from '../../../src/lib/mysql/snapshot/begin-together.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
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
      const members = sessions.map(session => ({begin: () => beginSnapshot(session)}))
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
