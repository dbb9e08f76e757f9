import {buffer} from 'node:stream/consumers'
import {expect} from 'chai'
import pg from 'pg'

import {deflateSegment} from '../../../src/lib/archive/deflate-segment.js'
import {writeArchive} from '../../../src/lib/archive/write-archive.js'
import {readRows} from '../../../src/lib/mysql/read-rows.js'
import type {SourceAddress} from '../../../src/lib/core/source-address.js'
import type {SourceOptions} from '../../../src/lib/pipeline/migration-input.js'
import {readPlan, type MigrationPlan} from '../../../src/lib/pipeline/read-plan.js'
import {restoreFromPipe} from '../../archive/pg-restore.js'
import {expectEqual} from '../../pipeline/compare-moved.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {createDatabase, runSql, type ScratchDatabase} from '../../postgres/scratch-database.js'
import {postgresUrl, type Source, type Target} from '../../servers.js'

/** A database that was moved for a test: what was planned, and a look into what arrived. */
export interface MovedDatabase {
  plan: MigrationPlan
  /** Where it came from. */
  source: SourceAddress
  /** Where it went, for a superuser. */
  targetUrl: string
  /** Codes of the hazards at a place, e.g. `orders.paid_at`. */
  hazards(where: string): string[]
  /** Rows of a query in Postgres, every value as text. */
  query(sql: string): Promise<(string | null)[][]>
  drop(): Promise<void>
}

type MoveOptions = Partial<Pick<SourceOptions, 'names' | 'rules'>>

/** Reads what MySQL itself makes of the values, before they are moved. */
export type LookAtSource = (query: (sql: string) => Promise<(string | null)[][]>) => Promise<void>

interface MoveTools {
  look?: LookAtSource
  /** Where the archive is restored, the machine's own Postgres when absent. */
  target?: Pick<Target, 'pgRestore' | 'url'>
}

const OWN_POSTGRES = {pgRestore: ['pg_restore'], url: postgresUrl}

/**
 * Creates a MySQL database from statements, moves it through a real archive and pg_restore, and expects no
 * error line and no difference.
 */
export async function moveDatabase(
  source: Source,
  statements: string[],
  options: MoveOptions = {},
  {look, target = OWN_POSTGRES}: MoveTools = {},
): Promise<MovedDatabase> {
  const from = await createSourceDatabase(source)
  const to = await createDatabase(target.url())
  const drop = async (): Promise<void> => {
    await from.drop()
    await to.drop()
  }

  try {
    await from.run(...statements)
    await look?.(from.texts)
    const plan = await restorePlan(from, to, options, target.pgRestore)
    const hazards = (where: string): string[] =>
      plan.hazards.filter(hazard => hazard.where === where).map(({code}) => code)
    await expectEqual({plan, source: from.address, targetUrl: to.adminUrl})
    return {
      plan,
      source: from.address,
      targetUrl: to.adminUrl,
      hazards,
      query: sql => queryText(to.adminUrl, sql),
      drop,
    }
  } catch (error) {
    await drop()
    throw error
  }
}

async function restorePlan(
  from: SourceDatabase,
  to: ScratchDatabase,
  options: MoveOptions,
  pgRestore: string[],
): Promise<MigrationPlan> {
  const {database} = from.address
  const connection = await from.open()
  try {
    const plan = await readPlan([connection], database, {
      options: {include: [], exclude: [], names: 'keep', ...options},
    })
    const archive = {entries: plan.entries, database, createdAt: new Date()}
    const {bytes} = writeArchive(archive, target => {
      const copy = plan.copies.find(found => found.target === target)!
      return deflateSegment(readRows(connection, copy, {database, allowRefused: true}))
    })
    for (const name of plan.postgres.extensions) await runSql(to.url, `CREATE EXTENSION ${name}`)
    const args = ['--no-owner', '--no-privileges', '--dbname', to.url]
    const {code, errors} = await restoreFromPipe(pgRestore, await buffer(bytes), args)
    expect(errors).to.equal('')
    expect(code).to.equal(0)
    return plan
  } finally {
    await connection.close()
  }
}

async function queryText(connectionString: string, text: string): Promise<(string | null)[][]> {
  const client = new pg.Client({connectionString, options: '-c timezone=UTC'})
  await client.connect()
  try {
    const found = await client.query<(string | null)[]>({text, rowMode: 'array', types: AS_TEXT})
    // Several statements in one text give a result each.
    return [found].flat().at(-1)!.rows
  } finally {
    await client.end()
  }
}

const sameText = (value: string): string => value
const AS_TEXT = {getTypeParser: () => sameText}
