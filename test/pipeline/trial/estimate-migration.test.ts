import {expect} from 'chai'
import {buffer} from 'node:stream/consumers'

import {deflateSegment} from '../../../src/lib/archive/deflate-segment.js'
import {writeArchive} from '../../../src/lib/archive/write-archive.js'
import type {Estimate} from '../../../src/lib/core/estimate/estimate.js'
import {readRows} from '../../../src/lib/mysql/read-rows.js'
import {readPlan, type MigrationPlan} from '../../../src/lib/pipeline/read-plan.js'
import {startReaders} from '../../../src/lib/pipeline/ranges/start-readers.js'
import {migrations} from '../../../src/lib/pipeline/steps.js'
import {estimateMigration} from '../../../src/lib/pipeline/trial/estimate-migration.js'
import {restoreFromPipe} from '../../archive/pg-restore.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {createDatabase, runSql} from '../../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../../servers.js'

/** 65536 numbers; rows that grow over time, gaps, long values, and keys of every kind. */
const DATABASE = [
  'CREATE TABLE numbers (n int PRIMARY KEY)',
  'INSERT INTO numbers VALUES (0)',
  ...Array.from({length: 16}, (_, at) => `INSERT INTO numbers SELECT n + ${1 << at} FROM numbers`),
  `CREATE TABLE log (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, level enum('low','high') NOT NULL, at datetime(3) NOT NULL,
   message varchar(1000) NOT NULL, amount decimal(10,2), KEY level (level), KEY at (at), KEY amount (amount))`,
  `INSERT INTO log SELECT IF(n < 60000, n * 3 + 1, n * 100000), 1 + n % 2, '2015-01-01' + INTERVAL n * 4000 SECOND,
   REPEAT(CONCAT('entry ', CRC32(n), ' '), 1 + n DIV 8000), IF(n % 4, NULL, CRC32(n) % 10000 / 100) FROM numbers`,
  `CREATE TABLE docs (id int PRIMARY KEY, body mediumtext NOT NULL, file blob NOT NULL, meta json)`,
  `INSERT INTO docs SELECT n, REPEAT(CONCAT('paragraph ', CRC32(n), ' of a longer text. '), 40 + n % 200),
   REPEAT(UNHEX(SHA2(n, 512)), 1 + n % 90), CONCAT('{"size": ', n, ', "tags": ["a", "', CRC32(n), '"]}') FROM numbers WHERE n < 900`,
  'CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b), KEY b (b))',
  'INSERT INTO pairs SELECT n DIV 8, CRC32(n) % 5000 * 8 + n % 8 FROM numbers',
  `CREATE TABLE words (word varchar(60) CHARACTER SET utf8mb4 PRIMARY KEY, kind set('x','y','z'), flag tinyint(1), FULLTEXT KEY t (word))`,
  `INSERT INTO words SELECT CONCAT('word', LPAD(n, 6, '0'), ' and ', CRC32(n)), 1 + n % 7, n % 2 FROM numbers WHERE n < 20000`,
  'CREATE TABLE loose (price decimal(12,4), day date, ratio double, code char(12))',
  `INSERT INTO loose SELECT n * 1.25, '2000-01-01' + INTERVAL n % 9000 DAY, n / 7, LEFT(SHA2(n, 256), 12) FROM numbers WHERE n < 30000`,
  'CREATE TABLE nothing (id int PRIMARY KEY, name varchar(20), KEY name (name))',
  'ANALYZE TABLE log, docs, pairs, words, loose, numbers',
]

/** Small enough that only stretches of the larger tables are read. */
const TRIAL_BYTES = 3 << 20

onEachSource(source => {
  describe('estimateMigration', function () {
    this.timeout(120_000)
    let database: SourceDatabase
    let plan: MigrationPlan
    let estimate: Estimate

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(...DATABASE)
      const connection = await database.open()
      const readers = await startReaders(
        {name: '', configVars: [], address: database.address, tls: {mode: 'preferred'}},
        2,
      )
      plan = await readPlan([connection], database.address.database, {
        options: {include: [], exclude: [], names: 'keep'},
      })
      const {signal} = new AbortController()
      const input = {session: connection, readers, route: 'direct', planSeconds: 1, signal} as const
      estimate = await estimateMigration(plan, input, TRIAL_BYTES)
      await Promise.all([connection, ...readers].map(session => session.close()))
    })

    after(() => database?.drop())

    it('predicts the size of the archive and of every table in Postgres within 30 percent, from a part of the rows', async () => {
      const moved = await move(database, plan)
      expectNear('archive', estimate.archiveBytes, moved.archiveBytes)
      expectNear(
        'Postgres',
        estimate.postgresBytes,
        moved.tables.reduce((sum, {bytes}) => sum + bytes, 0),
      )
      expect(estimate.tables.map(({table}) => table)).to.have.members(moved.tables.map(({name}) => name))
      for (const {name, bytes} of moved.tables)
        expectNear(name, estimate.tables.find(({table}) => table === name)!.postgresBytes, bytes)
      const log = estimate.tables.find(({table}) => table === 'log')!
      expect(log.sampled).to.be.within(500, log.rows / 2)
    })

    it('has a time for each step that does not depend on Heroku or the user, and marks the downtime', () => {
      expect(estimate.steps.map(({title}) => title)).to.deep.equal(migrations.direct.titles)
      const known = estimate.steps.filter(({seconds}) => seconds !== null)
      expect(known.map(({number}) => number)).to.deep.equal([5, 6, 7])
      expect(estimate.steps.filter(({downtime}) => downtime).map(({number}) => number)).to.deep.equal([
        4, 5, 6, 7, 8, 9, 10,
      ])
      expect(estimate.downtimeSeconds).to.be.closeTo(
        known.reduce((sum, {seconds}) => sum + seconds!, 0),
        1e-6,
      )
    })

    it('estimates sizes but no times if no reader could be started', async () => {
      const connection = await database.open()
      const {signal} = new AbortController()
      const input = {session: connection, readers: [], route: 's3', planSeconds: 1, signal} as const
      const rough = await estimateMigration(plan, input)
      await connection.close()
      expect(rough.sampledRows).to.equal(0)
      expect(rough.downtimeSeconds).to.equal(null)
      expect(rough.steps.map(({title}) => title)).to.deep.equal(migrations.s3.titles)
      expect(rough.postgresBytes).to.be.greaterThan(0)
    })
  })
})

function expectNear(what: string, expected: number, found: number): void {
  expect(expected / found, `${what}: ${expected} expected, ${found} found`).to.be.within(0.7, 1.3)
}

/** Moves all rows by an archive and a real pg_restore. */
async function move(
  {address, open}: SourceDatabase,
  plan: MigrationPlan,
): Promise<{archiveBytes: number; tables: Array<{name: string; bytes: number}>}> {
  const target = await createDatabase(postgresUrl())
  const connection = await open()
  try {
    const head = {entries: plan.entries, database: address.database, createdAt: new Date()}
    const {bytes} = writeArchive(head, name => {
      const copy = plan.copies.find(found => found.target === name)!
      return deflateSegment(readRows(connection, copy, {database: address.database}))
    })
    const archive = await buffer(bytes)
    const args = ['--no-owner', '--no-privileges', '--dbname', target.url]
    const {code, errors} = await restoreFromPipe(['pg_restore'], archive, args)
    expect(code, errors).to.equal(0)
    const tables = await runSql<{name: string; bytes: number}>(
      target.url,
      `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS bytes FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
    return {archiveBytes: archive.length, tables}
  } finally {
    await connection.close()
    await target.drop()
  }
}
