import {expect} from 'chai'

import type {MysqlSchema} from '../../src/lib/core/mysql-schema.js'
import type {SourceConnection} from '../../src/lib/mysql/connect.js'
import {openSnapshot} from '../../src/lib/mysql/open-snapshot.js'
import {readSchema} from '../../src/lib/mysql/read-schema.js'
import {changedTables, sourceMark} from '../../src/lib/mysql/source-unchanged.js'
import {onEachSource} from '../servers.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

describe('sourceMark', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let connection: SourceConnection
    let schema: MysqlSchema
    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE a (id int primary key)',
        'CREATE TABLE b (v varchar(9))',
        'INSERT INTO a VALUES (1)',
      )
      connection = await database.open()
      schema = await readSchema(connection, database.address.database)
    })
    after(async () => {
      await connection.close()
      await database.drop()
    })

    const writes = ["INSERT INTO b VALUES ('x')", "UPDATE b SET v = 'y'", 'DELETE FROM a']
    for (const write of writes)
      it(`is another after ${write}`, async () => {
        const before = await sourceMark(connection, schema)
        await database.run(write)
        expect(await sourceMark(connection, schema)).not.to.equal(before)
      })

    it('is the same when nothing was written', async () => {
      const marks = new Set<string>()
      // Others may write to a server that is shared, but not all the time.
      for (let times = 0; times < 20; times++) marks.add(await sourceMark(connection, schema))
      expect(marks.size).to.be.lessThan(20)
    })

    it('names the tables that were written to since a snapshot', async () => {
      const snapshot = await openSnapshot(() => database.open(), schema, 1)
      expect(await changedTables(snapshot.readers[0]!, connection, schema)).to.deep.equal([])
      await database.run("INSERT INTO b VALUES ('later')")
      expect(await changedTables(snapshot.readers[0]!, connection, schema)).to.deep.equal(['b'])
      await snapshot.close()
    })
  })
})
