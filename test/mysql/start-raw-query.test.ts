import {expect} from 'chai'
import {Buffer} from 'node:buffer'

import type {SourceConnection} from '../../src/lib/mysql/connect.js'
import {startRawQuery} from '../../src/lib/mysql/start-raw-query.js'
import {onEachSource} from '../servers.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

/** Holds the parts of mysql2 that are none of its public interface against the installed version. */
describe('startRawQuery', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let connection: SourceConnection
    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE t (v varchar(20), id int primary key)',
        "INSERT INTO t VALUES ('ü', 1), (NULL, 2), ('', 3)",
      )
      connection = await database.open()
    })
    after(async () => {
      await connection.close()
      await database.drop()
    })

    it('hands over the bytes as they came', async () => {
      const rows: Buffer[] = []
      const query = startRawQuery(connection.raw, 'SELECT v, id FROM t ORDER BY id', (bytes, start, end) =>
        rows.push(Buffer.from(bytes.subarray(start, end))),
      )
      await query.done
      expect(rows.map(row => row.toString('hex'))).to.deep.equal(['02c3bc0131', 'fb0132', '000133'])
    })

    it('can be paused at any row, the last one included, and loses no later statement', async () => {
      for (let limit = 0; limit <= 3; limit++) {
        let count = 0
        const query = startRawQuery(connection.raw, `SELECT id FROM t LIMIT ${limit}`, () => {
          count++
          query.pause()
          setTimeout(query.resume, 1)
        })
        await query.done
        expect(count).to.equal(limit)
        const [row] = await connection.query<{one: number}>('SELECT 1 AS one')
        expect(row?.one).to.equal(1)
      }
    })

    it('rejects with the driver’s error when the statement is refused', async () => {
      const {done} = startRawQuery(connection.raw, 'SELECT nothing FROM t', () => {})
      const errno = await done.then(
        () => 0,
        (error: {errno: number}) => error.errno,
      )
      expect(errno).to.equal(1054)
    })
  })
})
