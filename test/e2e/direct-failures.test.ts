import {expect} from 'chai'
import {onEachSource} from '../servers.js'
import {stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres} from './query-postgres.js'
import {runHeroku, type HerokuRun} from './run-heroku.js'
import {sideBySide} from './side-by-side.js'
import {inScene, type Scene} from './start-scene.js'
import {targetUrl} from './target-url.js'

const ARGS = ['--app', 'sushi', '--with-app', 'sushi-client', '--confirm', 'sushi', '--no-deploy']

/** Lets every build of an index do something else, on the real server. */
async function whenIndexed(scene: Scene, statement: string): Promise<void> {
  await queryPostgres(
    targetUrl(scene),
    `CREATE SCHEMA fault;
     CREATE FUNCTION fault.act() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; END $$;
     CREATE EVENT TRIGGER fault ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION fault.act()`,
  )
}

async function createGoal(scene: Scene): Promise<void> {
  const addon = ['heroku-postgresql:essential-1', '--as', 'GOAL', '--name', 'pg-goal', '--wait']
  const created = await runHeroku(['addons:create', ...addon, '--app', 'sushi'], scene.env)
  expect(created.code, created.stderr).to.equal(0)
  scene.before = stateOf(scene.sandbox)
}

/** As whom everybody connects to it: what others create belongs to the same role. */
function goalUrl({sandbox}: Scene): string {
  return sandbox.heroku.configVars('sushi').GOAL_URL ?? ''
}

/** Tables, sequences, types and functions that were left behind. */
async function expectEmpty(scene: Scene): Promise<void> {
  const left = await queryPostgres(
    targetUrl(scene),
    `SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
     UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
     UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT nspname FROM pg_namespace WHERE nspname ~ 'migrate'`,
  )
  expect(left).to.deep.equal([])
}

function expectPutBack(scene: Scene, run: HerokuRun): void {
  expect(stateOf(scene.sandbox), run.stderr).to.deep.equal(scene.before)
  expect(run.stderr).to.contain('The apps are as they were before, on MySQL.')
}

interface Case {
  name: string
  test: (scene: Scene) => Promise<void>
}

const CASES: Case[] = [
  {
    name: 'puts everything back, and empties --target, when Postgres has no room for an index',
    async test(scene) {
      await createGoal(scene)
      const error = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'"
      let ordered: Promise<void> | undefined
      const run = await scene.migrate([...ARGS, '--target', 'GOAL'], output => {
        if (output.includes('4/10')) ordered ??= whenIndexed(scene, error)
      })
      await ordered
      expect(run.code, run.stderr).to.equal(12)
      expect(run.stderr).to.match(/Couldn't create index \S+: could not extend file/)
      expect(run.stderr).to.contain('What was created in pg-goal is dropped')
      expectPutBack(scene, run)
      await expectEmpty(scene)
    },
  },
  ...['direct', 's3'].map(via => ({
    name: `leaves alone what somebody put into --target meanwhile, on route ${via}`,
    async test(scene: Scene) {
      await createGoal(scene)
      let put: Promise<unknown> | undefined
      const bucket = via === 's3' ? ['--bucket', scene.bucketUrl] : []
      const run = await scene.migrate([...ARGS, '--target', 'GOAL', ...bucket], output => {
        if (output.includes('4/10'))
          put ??= queryPostgres(goalUrl(scene), 'CREATE TABLE members AS SELECT 7 AS mine')
      })
      await put
      expect(run.code, run.stderr).to.equal(12)
      expect(run.stderr).to.contain('The Postgres database is not empty: schema public holds members')
      expect(run.stderr).not.to.contain('is dropped')
      expectPutBack(scene, run)
      expect(await queryPostgres(goalUrl(scene), 'SELECT mine FROM members')).to.deep.equal([{mine: 7}])
    },
  })),
  ...[5, 6].map(step => ({
    name: `puts everything back on Ctrl-C in step ${step}`,
    async test(scene: Scene) {
      let slow: Promise<void> | undefined
      let sent = false
      const run = await scene.migrate(ARGS, (output, child) => {
        if (output.includes('4/10')) slow ??= whenIndexed(scene, 'PERFORM pg_sleep(3)')
        if (sent || !output.includes(`${step}/10`)) return
        sent = true
        child.kill('SIGINT')
      })
      await slow
      expect(run.code, run.stderr).to.equal(15)
      expectPutBack(scene, run)
    },
  })),
  {
    name: 'lets resume put everything back, and empty --target, after it was killed',
    async test(scene) {
      await createGoal(scene)
      let slow: Promise<void> | undefined
      const run = await scene.migrate([...ARGS, '--target', 'GOAL'], (output, child) => {
        if (output.includes('4/10')) slow ??= whenIndexed(scene, 'PERFORM pg_sleep(3)')
        if (output.includes('6/10')) child.kill('SIGKILL')
      })
      await slow
      expect(run.code, run.stderr).to.equal(null)
      const resumed = await scene.migrate([':resume', '--app', 'sushi'])
      expect(resumed.code, resumed.stderr).to.equal(0)
      expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
      await expectEmpty(scene)
    },
  },
]

onEachSource(source => {
  if (source.flavor === 'mysql') return
  describe('heroku pg:migrate-mysql without a bucket', () => {
    let demo: DemoSource

    before(async () => {
      demo = await createDemoSource(source)
    })

    after(() => demo.drop())

    sideBySide(CASES, each => inScene(demo.url, undefined, scene => each.test(scene)))
  })
})
