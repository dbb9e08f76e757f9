import {expect} from 'chai'
import {demoApps} from '../../sandbox/heroku/demo-apps.js'
import {onEachSource} from '../servers.js'
import {changesIn, stateOf} from './app-state.js'
import {BAD_INPUTS, GOOD, TEMPORARY} from './bad-inputs.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres} from './query-postgres.js'
import {runHeroku} from './run-heroku.js'
import {sideBySide} from './side-by-side.js'
import {startScene, type Scene} from './start-scene.js'

/** Labels of a set, which MySQL holds as bits and Postgres as texts. */
const LABELS = Array.from({length: 28}, (_, number) => `'label ${String(number).padStart(54, '.')}'`)
const TENS = `(${Array.from({length: 10}, () => 'SELECT 1').join(' UNION ALL ')})`

/** An empty database, and one that is small in MySQL (11 MB) and large in Postgres (over 1 GB). */
async function addDatabases({admin, database}: DemoSource): Promise<void> {
  await admin.query(`CREATE DATABASE ${database}_empty; CREATE DATABASE ${database}_large;
    CREATE TABLE ${database}_large.choices (chosen set(${LABELS.join(', ')}) NOT NULL);
    INSERT INTO ${database}_large.choices
    SELECT ${2 ** LABELS.length - 1} FROM ${TENS} a, ${TENS} b, ${TENS} c, ${TENS} d, ${TENS} e, ${TENS} f LIMIT 600000`)
}

async function dropDatabases({admin, database}: DemoSource): Promise<void> {
  await admin.query(`DROP DATABASE ${database}_empty; DROP DATABASE ${database}_large`)
}

/** A database that is not empty and one that another app pays for. */
async function addTargets({env, sandbox}: Scene): Promise<void> {
  const create = (...args: string[]) =>
    runHeroku(['addons:create', 'heroku-postgresql:essential-0', '--wait', ...args], env)
  await create('--app', 'sushi', '--as', 'FULL', '--name', 'pg-full')
  await create('--app', 'sushi-client', '--as', 'THEIRS', '--name', 'pg-theirs')
  await queryPostgres(sandbox.heroku.configVars('sushi').FULL_URL ?? '', 'CREATE TABLE rolls (id int)')
}

onEachSource(source => {
  if (source.flavor === 'mysql') return
  describe('bad input to heroku pg:migrate-mysql', function () {
    this.timeout(90_000)
    let demo: DemoSource
    let scene: Scene
    let arranged: {state: ReturnType<typeof stateOf>; changes: number}

    before(async () => {
      demo = await createDemoSource(source)
      await addDatabases(demo)
      const config = {REPORTS_URL: 'mysql://reports:secret@reports.example/reports'}
      const leaflet = {name: 'leaflet', formation: [{type: 'web', quantity: 1, command: 'serve'}]}
      scene = await startScene(demo.url, {apps: [...demoApps({mysqlUrl: demo.url, config}), leaflet]})
      scene.sandbox.s3.createBucket('far-away', 'eu-west-1')
      scene.sandbox.s3.addCredentials(TEMPORARY)
      await addTargets(scene)
      arranged = {state: stateOf(scene.sandbox), changes: changesIn(scene.sandbox).length}
    })

    after(async () => {
      await scene?.stop()
      await dropDatabases(demo)
      await demo.drop()
    })

    sideBySide(BAD_INPUTS, async ({flags, env, exit = 1, says, suggests}) => {
      const given = {
        ...GOOD,
        '--source': 'JAWSDB_URL',
        '--bucket': scene.bucketUrl,
        ...(await flags({demo, scene})),
      }
      const args = Object.entries(given).flatMap(([flag, value]) =>
        value === undefined ? [] : value === '' ? [flag] : [flag, value],
      )
      const own = {...(await scene.otherEnv()), ...env?.({demo, scene})}
      const run = await runHeroku(['pg:migrate-mysql', ...args], own)
      expect(run.code, run.stderr).to.equal(exit)
      expect(run.stderr, run.stderr).to.contain(says).and.to.contain(suggests)
      expect(stateOf(scene.sandbox)).to.deep.equal(arranged.state)
    })

    it('changed nothing; only the add-on whose name was taken was asked for', async () => {
      expect(changesIn(scene.sandbox).slice(arranged.changes)).to.deep.equal(['POST /apps/sushi/addons'])
      expect(await scene.objects()).to.deep.equal([])
    })

    it('treats a MySQL user without LOCK TABLES as a hazard, not as bad input', async () => {
      const url = await demo.urlWith('SELECT, SHOW VIEW, TRIGGER ON {}.*')
      const plan = [
        '--app',
        'sushi',
        '--with-app',
        'sushi-client',
        '--source',
        url,
        '--bucket',
        scene.bucketUrl,
      ]
      const {code, stderr} = await scene.migrate([':plan', ...plan])
      expect(code, stderr).to.equal(0)
      expect(stderr).to.contain('no-lock-privilege').and.to.contain('GRANT LOCK TABLES ON')
    })
  })
})
