import {expect} from 'chai'
import {onEachSource} from '../servers.js'
import {servingIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres} from './query-postgres.js'
import type {HerokuRun} from './run-heroku.js'
import {expectSameValues} from '../same-values.js'
import {startScene, type Scene} from './start-scene.js'

const MIGRATION_MS = 180_000

onEachSource(source => {
  describe('heroku pg:migrate-mysql without a bucket', function () {
    this.timeout(MIGRATION_MS)
    let demo: DemoSource
    let scene: Scene
    let run: HerokuRun
    const url = (): string => scene.sandbox.heroku.configVars('sushi').DATABASE_URL ?? ''

    before(async () => {
      demo = await createDemoSource(source)
      scene = await startScene(demo.url)
      const apps = ['--app', 'sushi', '--with-app', 'sushi-client']
      run = await scene.migrate([...apps, '--no-deploy', '--confirm', 'sushi'])
    })

    after(async () => {
      await scene?.stop()
      await demo?.drop()
    })

    it('ends well and lets the apps serve from Postgres', () => {
      expect(run.code, run.stderr).to.equal(0)
      expect(url()).to.match(/^postgres:/)
      expect(servingIn(stateOf(scene.sandbox))).to.deep.equal(servingIn(scene.before))
      expect(run.stdout).to.contain('sushi serves from Postgres')
      expect(run.stderr).to.contain('6/10 Build indexes and keys... done')
    })

    it('moves every value of every table', async () => {
      await expectSameValues(demo.admin, url())
    })

    it('makes the same schema as a restored archive', async () => {
      const {code, stdout, stderr} = await scene.migrate([':verify', '--app', 'sushi'])
      expect(code, stderr).to.equal(0)
      expect(stdout).to.contain('No differences: 11 tables, every value of 4,854 rows')
    })

    it('leaves no trace of itself in Postgres, and every table analyzed', async () => {
      expect(
        await queryPostgres(url(), "SELECT nspname FROM pg_namespace WHERE nspname ~ 'migrate'"),
      ).to.deep.equal([])
      expect(
        await queryPostgres(
          url(),
          'SELECT relname FROM pg_stat_user_tables WHERE n_live_tup > 0 AND last_analyze IS NULL',
        ),
      ).to.deep.equal([])
    })

    it('touches no bucket', () => {
      expect(scene.sandbox.s3.requests).to.deep.equal([])
    })
  })
})
