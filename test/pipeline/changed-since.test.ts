import {expect} from 'chai'

import {readSchema} from '../../src/lib/mysql/catalog/read-schema.js'
import type {MigrationPlan} from '../../src/lib/pipeline/read-plan.js'
import {changedSince} from '../../src/lib/pipeline/changed-since.js'
import {failureOf} from '../failure-of.js'
import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import {onEachSource} from '../servers.js'

describe('changedSince', () => {
  onEachSource(source => {
    if (source.flavor !== 'mariadb') return
    let database: SourceDatabase
    before(async () => {
      database = await createSourceDatabase(source)
      await database.run('CREATE TABLE a (id int primary key)')
    })
    after(() => database.drop())

    it('ends at once when the run is interrupted, however long the server reads', async () => {
      const reader = await database.open()
      const mysql = await readSchema(reader, database.address.database)
      const chosen = {
        name: '--source',
        configVars: [],
        address: database.address,
        tls: {mode: 'preferred'},
      } as const
      await database.run('LOCK TABLES a WRITE')
      const snapshot = {plan: {mysql} as MigrationPlan, reader, position: undefined}
      const error = await failureOf(
        changedSince({...chosen, configVars: []}, snapshot, AbortSignal.timeout(200)),
      )
      expect(error).to.include({code: 'interrupted'})
      await reader.close()
      await database.run('UNLOCK TABLES')
    }).timeout(10_000)
  })
})
