import {expect} from 'chai'

import {connect, type SourceConnection} from '../../src/lib/mysql/connect.js'
import {openSnapshot, type Snapshot} from '../../src/lib/mysql/open-snapshot.js'
import {readSchema} from '../../src/lib/mysql/read-schema.js'
import {onEachSource} from '../servers.js'
import {expectError} from './expect-error.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

describe('openSnapshot', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let snapshot: Snapshot | undefined
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
      await snapshot?.close()
      snapshot = undefined
      await database.drop()
    })

    for (const readers of [1, 3])
      it(`shows ${readers} reader(s) the data as it was`, async () => {
        snapshot = await openSnapshot(() => database.open(), await schemaOf(), readers)
        await database.run('INSERT INTO a VALUES (2)', 'INSERT INTO b VALUES (1)')
        expect(snapshot.readers).to.have.length(readers)
        expect(snapshot.hazards).to.deep.equal([])
        for (const reader of snapshot.readers) {
          expect(await count(reader, 'a')).to.equal(1)
          expect(await count(reader, 'b')).to.equal(0)
        }
      })

    it('holds no lock when it is open', async () => {
      snapshot = await openSnapshot(() => database.open(), await schemaOf(), 2)
      await database.run(
        'SET lock_wait_timeout = 1',
        'INSERT INTO a VALUES (2)',
        'SET lock_wait_timeout = 100',
      )
    })

    it('is one snapshot while somebody writes to two tables all the time', async () => {
      const writer = await writeAlways(database)
      const schema = await schemaOf()
      for (let times = 0; times < 5; times++) {
        snapshot = await openSnapshot(() => database.open(), schema, 4)
        const counts = await Promise.all(
          snapshot.readers.map(async reader => `${await count(reader, 'a')}/${await count(reader, 'b')}`),
        )
        expect(snapshot.hazards).to.deep.equal([])
        expect(new Set(counts).size).to.equal(1)
        await snapshot.close()
      }

      await writer.stop()
    })

    it('ignores a broken view', async () => {
      await database.run(
        'CREATE TABLE gone (a int)',
        'CREATE VIEW broken AS SELECT a FROM gone',
        'DROP TABLE gone',
      )
      snapshot = await openSnapshot(() => database.open(), await schemaOf(), 2)
      expect(snapshot.hazards).to.deep.equal([])
    })

    it('needs no privilege to lock while nobody else is there, if that can be seen', async () => {
      const user = await database.createUser('SELECT ON {}.*', 'PROCESS ON *.*')
      snapshot = await openSnapshot(() => connect(user, {mode: 'preferred'}), await schemaOf(), 2)
      // Whoever shares the test's server is another session; MySQL's GTIDs tell anyhow.
      if (source.flavor === 'mysql') expect(snapshot.hazards).to.deep.equal([])
      await database.run('INSERT INTO a VALUES (2)')
      for (const reader of snapshot.readers) expect(await count(reader, 'a')).to.equal(1)
    })

    it('is a hazard when it can neither lock nor see that nobody writes', async () => {
      const user = await database.createUser('SELECT ON {}.*')
      const writer = await writeAlways(database, 0)
      snapshot = await openSnapshot(() => connect(user, {mode: 'preferred'}), await schemaOf(), 3)
      await writer.stop()
      expect(snapshot.hazards.map(({code, severity}) => [code, severity])).to.deep.equal([
        ['no-lock-privilege', 'blocks'],
      ])
    })

    it('needs no lock for one reader', async () => {
      const user = await database.createUser('SELECT ON {}.*')
      snapshot = await openSnapshot(() => connect(user, {mode: 'preferred'}), await schemaOf(), 1)
      expect(snapshot.hazards).to.deep.equal([])
    })

    it('names the tables that no snapshot holds', async () => {
      await database.run('CREATE TABLE old (a int) engine=MyISAM')
      snapshot = await openSnapshot(() => database.open(), await schemaOf(), 2)
      expect(snapshot.hazards.map(({code, where}) => [code, where])).to.deep.equal([
        ['not-in-snapshot', 'old'],
      ])
    })

    it('leaves no session behind when it fails', async () => {
      const schema = await schemaOf()
      await database.run('DROP TABLE b')
      await expectError(
        openSnapshot(() => database.open(), schema, 2),
        'source-query-failed',
      )
      const {n} = await database.row(
        'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE()',
      )
      expect(n).to.equal(1)
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
