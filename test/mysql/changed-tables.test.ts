import {expect} from 'chai'

import type {MysqlSchema} from '../../src/lib/core/mysql-schema.js'
import type {SourceConnection} from '../../src/lib/mysql/connect.js'
import {beginSnapshot} from '../../src/lib/mysql/snapshot/begin-snapshot.js'
import {readSchema} from '../../src/lib/mysql/catalog/read-schema.js'
import {changedTables} from '../../src/lib/mysql/changed-tables.js'
import {onEachSource} from '../servers.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

describe('changedTables', () => {
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

    it('names none when nothing was written', async () => {
      expect(await changedWhile()).to.deep.equal([])
    })

    const writes = {
      b: ["INSERT INTO b VALUES ('x')", "UPDATE b SET v = 'y'", 'DELETE FROM b'],
      a: ['DELETE FROM a'],
    }
    for (const [table, statements] of Object.entries(writes))
      for (const write of statements)
        it(`names ${table} after ${write}`, async () => {
          expect(await changedWhile(write)).to.deep.equal([table])
        })

    async function changedWhile(...statements: string[]): Promise<string[]> {
      const reader = await database.open()
      try {
        await beginSnapshot(reader, [])
        await database.run(...statements)
        return await changedTables(reader, connection, schema)
      } finally {
        await reader.close()
      }
    }
  })
})
