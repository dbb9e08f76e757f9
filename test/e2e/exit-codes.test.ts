import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'

import {expect} from 'chai'
import type {MigrationReport} from '../../src/lib/core/report/migration-report.js'
import {createDatabase, runSql, type ScratchDatabase} from '../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../servers.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import type {HerokuRun} from './run-heroku.js'
import {startScene, type Scene} from './start-scene.js'

/** Rows that Postgres takes with a loss, which has to be allowed. */
const RISKY = `SET sql_mode = ''; CREATE TABLE risky (id int PRIMARY KEY, due date NOT NULL);
  INSERT INTO risky VALUES (1, '0000-00-00'), (2, '2024-05-01')`
const ALLOW = ['--allow', 'zero-date-not-null']

onEachSource(source => {
  describe('exit codes of plan and verify', function () {
    // The first scene of a run packs the plugin.
    this.timeout(300_000)
    let demo: DemoSource
    let scene: Scene
    let target: ScratchDatabase
    let folder = ''

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'exit-codes-'))
      demo = await createDemoSource(source)
      await demo.admin.query(RISKY)
      scene = await startScene(demo.url)
      target = await createDatabase(postgresUrl())
    })

    after(async () => {
      await scene?.stop()
      await demo?.drop()
      await target?.drop()
      await rm(folder, {recursive: true, force: true})
    })

    /** Runs verify on both databases, and gives the exit code that its report names. */
    const verify = async (...flags: string[]): Promise<HerokuRun & {reported: number}> => {
      const file = path.join(folder, 'report.json')
      const urls = ['--source', demo.url, '--target', target.url]
      const run = await scene.migrate([':verify', ...urls, ...ALLOW, '--report', file, ...flags])
      const {outcome} = JSON.parse(await readFile(file, 'utf8')) as MigrationReport
      return {...run, reported: outcome.exit}
    }

    for (const {what, args, expected} of [
      {what: 'plan of an app that is not there', args: [':plan', '--app', 'nobodys-app'], expected: 1},
      {what: 'plan with a flag that is not there', args: [':plan', '--colour', 'red'], expected: 2},
      {what: 'verify without anything to compare with', args: [':verify'], expected: 1},
      {what: 'verify with a flag that is not there', args: [':verify', '--sauce', 'x'], expected: 2},
    ])
      it(`is ${expected} for ${what}`, async () => {
        const {code, stdout, stderr} = await scene.migrate(args)
        expect(code, stderr).to.equal(expected)
        expect(stdout).to.equal('')
      })

    it('of verify is 13 for an empty database, 10 when only what was allowed is lost, 0 without it, 13 for another value', async () => {
      const empty = await verify()
      expect([empty.code, empty.reported], empty.stderr).to.deep.equal([13, 13])
      const archive = path.join(folder, 'demo.dump')
      const dump = await scene.migrate([':dump', '--source', demo.url, '--output', archive, ...ALLOW])
      expect(dump.code, dump.stderr).to.equal(10)
      await promisify(execFile)('pg_restore', [
        '--no-owner',
        '--no-privileges',
        '--dbname',
        target.url,
        archive,
      ])
      const lossy = await verify()
      expect([lossy.code, lossy.reported], lossy.stderr).to.deep.equal([10, 10])
      await runSql(target.url, 'DROP TABLE risky')
      const whole = await verify('--exclude', 'risky')
      expect([whole.code, whole.reported], whole.stderr).to.deep.equal([0, 0])
      await runSql(target.url, "UPDATE members SET first_name = 'x' WHERE id = (SELECT min(id) FROM members)")
      const other = await verify('--exclude', 'risky')
      expect([other.code, other.reported], other.stderr).to.deep.equal([13, 13])
      expect(other.stderr).to.contain('members.first_name')
    })
  })
})
