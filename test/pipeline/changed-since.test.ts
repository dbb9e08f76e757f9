import {expect} from 'chai'

import type {SourceConnection} from '../../src/lib/mysql/connect.js'
import {readSchema} from '../../src/lib/mysql/catalog/read-schema.js'
import {beginSnapshot} from '../../src/lib/mysql/snapshot/begin-snapshot.js'
import type {MigrationPlan} from '../../src/lib/pipeline/read-plan.js'
import {changedSince} from '../../src/lib/pipeline/changed-since.js'
import {failureOf} from '../failure-of.js'
import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import {onEachSource} from '../servers.js'

describe('changedSince', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let reader: SourceConnection
    beforeEach(async () => {
      database = await createSourceDatabase(source)
      await database.run('CREATE TABLE a (id int primary key)', 'CREATE VIEW v AS SELECT id FROM a')
      reader = await database.open()
    })
    afterEach(async () => {
      await reader.close()
      await database.drop()
    })

    async function changedWhile(statements: string[], options = {}, signal?: AbortSignal): Promise<string[]> {
      const mysql = await readSchema(reader, database.address.database)
      await beginSnapshot(reader, [])
      await database.run(...statements)
      const chosen = {name: '--source', address: database.address, tls: {mode: 'preferred'}} as const
      return changedSince(
        {...chosen, configVars: []},
        {plan: {mysql} as MigrationPlan, reader, position: undefined},
        {
          options: {include: [], exclude: [], ...options},
          signal: signal ?? new AbortController().signal,
        },
      )
    }

    const CHANGES: Record<string, string[]> = {
      'CREATE TABLE b (id int primary key)': ['b'],
      'CREATE VIEW w AS SELECT id FROM a': ['w'],
      'CREATE OR REPLACE VIEW v AS SELECT id + 1 AS id FROM a': ['v'],
      'DROP VIEW v': ['v'],
      'INSERT INTO a VALUES (1)': ['a'],
      'DO 1': [],
    }
    for (const [statement, found] of Object.entries(CHANGES))
      it(`names ${found.join(', ') || 'nothing'} after ${statement}`, async () => {
        expect(await changedWhile([statement])).to.deep.equal(found)
      })

    it('names no new table that was not to be moved', async () => {
      expect(await changedWhile(['CREATE TABLE b (id int)'], {include: ['a']})).to.deep.equal([])
    })

    if (source.flavor === 'mariadb')
      it('ends at once when the run is interrupted, however long the server reads', async () => {
        const error = await failureOf(changedWhile(['LOCK TABLES a WRITE'], {}, AbortSignal.timeout(200)))
        expect(error).to.include({code: 'interrupted'})
        await database.run('UNLOCK TABLES')
      }).timeout(10_000)
  })
})
