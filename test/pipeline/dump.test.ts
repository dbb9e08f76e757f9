import {expect} from 'chai'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import type {SourceAddress} from '../../src/lib/core/source-address.js'
import {archiveOutput} from '../../src/lib/pipeline/output/archive-output.js'
import {dump} from '../../src/lib/pipeline/dump.js'
import {refusedFile} from '../../src/lib/pipeline/output/refused-file.js'
import {restoreFromFile} from '../archive/pg-restore.js'
import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import {createDatabase, runSql, type ScratchDatabase} from '../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../servers.js'

/** Rows of 1 KB: 40 MB, which make several ranges. */
const ROWS = 40_000

describe('dump', () => {
  onEachSource(source => {
    let from: SourceDatabase
    let to: ScratchDatabase
    let folder = ''
    const run = async (address: SourceAddress, jobs?: number, signal = new AbortController().signal) => {
      const file = path.join(folder, 'app.dump')
      const {host, port, user, password, database} = address
      const login = [user, password].map(text => encodeURIComponent(text)).join(':')
      const url = `mysql://${login}@${host}:${port}/${encodeURIComponent(database)}`
      const options = {source: url, include: [], exclude: [], allow: ['all'], names: 'keep' as const, jobs}
      const input = {
        options,
        variables: {},
        output: archiveOutput(file),
        refused: refusedFile(`${file}.refused`),
      }
      const {tables} = await dump.run(input, () => {}, signal)
      return tables.map(({table, rows}) => `${table} ${rows}`)
    }

    before(async function () {
      this.timeout(120_000)
      folder = await mkdtemp(path.join(tmpdir(), 'dump-'))
      from = await createSourceDatabase(source)
      await from.run(
        'CREATE TABLE big (id varchar(20) primary key, n int, v varchar(1100))',
        "INSERT INTO big VALUES ('k0', 0, REPEAT('ab c', 250))",
      )
      for (let rows = 1; rows < ROWS; rows *= 2)
        await from.run(
          `INSERT INTO big SELECT CONCAT('k', n + ${rows}), n + ${rows}, v FROM big WHERE n + ${rows} < ${ROWS}`,
        )
      await from.run(
        'CREATE TABLE later (id int primary key) SELECT n AS id FROM big WHERE n < 10',
        'CREATE TABLE nothing (id int primary key)',
        'ANALYZE TABLE big',
      )
    })
    beforeEach(async () => {
      to = await createDatabase(postgresUrl())
    })
    afterEach(async () => {
      await to.drop()
      const {n} = await from.row(
        'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE()',
      )
      expect(Number(n), 'sessions besides our own').to.equal(1)
    })
    after(async () => {
      await from.drop()
      await rm(folder, {recursive: true})
    })

    it('reads on several connections what pg_restore --jobs restores', async () => {
      expect(await run(from.address, 3)).to.have.members([`big ${ROWS}`, 'later 10', 'nothing 0'])
      const archive = await readFile(path.join(folder, 'app.dump'))
      const args = ['--jobs', '2', '--no-owner', '--no-privileges', '--dbname', to.url]
      const {code, errors} = await restoreFromFile(['pg_restore'], archive, args)
      expect(code, errors).to.equal(0)
      const facts = await runSql(
        to.url,
        'SELECT COUNT(*)::int AS rows, COUNT(DISTINCT id)::int AS ids, SUM(n)::int AS sum, MIN(length(v)) AS width FROM big',
      )
      expect(facts).to.deep.equal([{rows: ROWS, ids: ROWS, sum: (ROWS * (ROWS - 1)) / 2, width: 1000}])
    })

    for (const allowed of [1, 2, 4])
      it(`makes do with ${allowed} connection(s) where the server allows no more`, async () => {
        const user = await from.createUser('SELECT, SHOW VIEW, TRIGGER, LOCK TABLES ON {}.*')
        for (const host of ['%', 'localhost'])
          await from.run(`ALTER USER '${user.user}'@'${host}' WITH MAX_USER_CONNECTIONS ${allowed}`)
        expect(await run(user, 4)).to.include(`big ${ROWS}`)
      })

    it('starts over on a new snapshot when MySQL ends its connections', async () => {
      const running = run(from.address, 2)
      const others = 'FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
      const reading = `SELECT id ${others} AND info LIKE 'SELECT \`id\`, \`n\`, \`v\` FROM%'`
      while ((await from.texts(reading)).length === 0) await sleep(1)
      for (const [id] of await from.texts(`SELECT id ${others}`)) await from.endSession(Number(id))
      expect(await running).to.have.members([`big ${ROWS}`, 'later 10', 'nothing 0'])
    })

    it('leaves no session behind when it is interrupted', async () => {
      const stop = new AbortController()
      setTimeout(() => stop.abort(), 500)
      const ended = await run(from.address, 3, stop.signal).catch((error: {code: string}) => error.code)
      expect(ended).to.equal('interrupted')
    })

    it('does not wait for MySQL to count rows when it is interrupted', async () => {
      const user = await from.createUser('SELECT, SHOW VIEW, TRIGGER ON {}.*')
      const sessions = (state: string): Promise<boolean> =>
        from
          .row(
            `SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND state LIKE '${state}'`,
          )
          .then(({n}) => Number(n) > 0)
      await from.run('LOCK TABLES big WRITE')
      const stop = new AbortController()
      const running = run(user, 1, stop.signal).catch((error: {code: string}) => error.code)
      while (!(await sessions('Waiting for%lock'))) await sleep(20)
      stop.abort()
      expect(await running).to.equal('interrupted')
      await from.run('UNLOCK TABLES')
      while (await sessions('%')) await sleep(20)
    })
  })
})
