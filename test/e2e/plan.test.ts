import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'

import {expect} from 'chai'
import type {MigrationReport} from '../../src/lib/core/report/migration-report.js'
import {createDatabase, runSql} from '../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../servers.js'
import {changesIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {startScene, type Scene} from './start-scene.js'

onEachSource(source => {
  describe('heroku pg:migrate-mysql:plan', function () {
    this.timeout(60_000)
    let demo: DemoSource
    let scene: Scene
    let folder = ''

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'plan-'))
      demo = await createDemoSource(source)
      scene = await startScene(demo.url)
    })

    after(async () => {
      await scene?.stop()
      await demo?.drop()
      await rm(folder, {recursive: true, force: true})
    })

    const plan = (...args: string[]) =>
      scene.migrate([
        ':plan',
        '--app',
        'sushi',
        '--with-app',
        'sushi-client',
        '--bucket',
        scene.bucketUrl,
        ...args,
      ])

    it('says what would be moved and what it would cost, and changes nothing', async () => {
      const {code, stderr} = await plan()
      expect(code, stderr).to.equal(0)
      expect(stderr).to.contain('11 tables, 2 views, 4,854 rows')
      expect(stderr).to.contain('heroku-postgresql:essential-0, ~$0.007/hour (max $5/month)')
      expect(changesIn(scene.sandbox)).to.deep.equal([])
      expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
      expect(await scene.journals()).to.equal('')
    })

    it('exits 11 on a hazard that blocks, with the flag to paste, which lets it pass', async () => {
      await demo.admin.query(`SET sql_mode = ''; CREATE TABLE risky (id int PRIMARY KEY, due date NOT NULL);
        INSERT INTO risky VALUES (1, '0000-00-00')`)
      const files = ['--html', path.join(folder, 'plan.html'), '--sql', path.join(folder, 'plan.sql')]
      const blocked = await plan('--json', ...files)
      expect(blocked.code).to.equal(11)
      expect(blocked.stderr).to.contain('risky.due')
      const report = JSON.parse(blocked.stdout) as MigrationReport
      expect(report.outcome.exit).to.equal(11)
      expect(report.apps.map(({app}) => app)).to.deep.equal(['sushi', 'sushi-client'])
      const {flag, allowed: isAllowed} = report.hazards.find(({where}) => where === 'risky.due')!
      expect(isAllowed).to.equal(false)
      expect(blocked.stderr).to.contain(flag)
      const flags = [...new Set(report.hazards.flatMap(hazard => hazard.flag ?? []))]
      expect(report.tables.find(({source: name}) => name === 'risky')?.sql).to.contain('CREATE TABLE')
      expect(await readFile(path.join(folder, 'plan.html'), 'utf8')).to.contain('risky.due')
      await createsAll(path.join(folder, 'plan.sql'))
      const allowed = await plan(...flags.flatMap(each => each.split(' ')))
      expect(allowed.code, allowed.stderr).to.equal(0)
      expect(changesIn(scene.sandbox)).to.deep.equal([])
    })
  })
})

/** Runs a script of `--sql` with psql in an empty database, and counts what it made. */
async function createsAll(file: string): Promise<void> {
  const database = await createDatabase(postgresUrl())
  try {
    await promisify(execFile)('psql', ['--quiet', '--file', file, database.url])
    const [made] = await runSql<{tables: number; views: number}>(
      database.url,
      `SELECT count(*) FILTER (WHERE relkind = 'r')::int AS tables, count(*) FILTER (WHERE relkind = 'v')::int AS views
       FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
    )
    expect(made).to.deep.equal({tables: 12, views: 2})
  } finally {
    await database.drop()
  }
}
