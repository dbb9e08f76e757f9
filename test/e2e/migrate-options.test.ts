import {expect} from 'chai'
import type {SandboxOptions} from '../../sandbox/start-sandbox.js'
import {onEachSource} from '../servers.js'
import {changesIn, servingIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres as query} from './query-postgres.js'
import {runHeroku} from './run-heroku.js'
import {sideBySide} from './side-by-side.js'
import {inScene, type Scene} from './start-scene.js'

interface Way {
  name: string
  options?: Partial<SandboxOptions>
  test: (scene: Scene, demo: DemoSource) => Promise<void>
}

const BOTH = ['--app', 'sushi', '--with-app', 'sushi-client', '--confirm', 'sushi']

/** Runs the migration with these flags and expects it to end with 0. */
async function migrated(scene: Scene, ...args: string[]): Promise<{stdout: string; stderr: string}> {
  const run = await scene.migrate([...BOTH, '--bucket', scene.bucketUrl, ...args])
  expect(run.code, run.stderr).to.equal(0)
  return run
}

const databaseUrl = ({sandbox}: Scene, app = 'sushi'): string =>
  sandbox.heroku.configVars(app).DATABASE_URL ?? ''

/** An empty database of the app's own. */
async function createGoal({env}: Scene): Promise<void> {
  const create = ['addons:create', 'heroku-postgresql:essential-1', '--as', 'GOAL', '--name', 'pg-goal']
  const created = await runHeroku([...create, '--wait', '--app', 'sushi'], env)
  expect(created.code, created.stderr).to.equal(0)
}

const WAYS: Way[] = [
  {
    name: '--rehearse moves the data with the apps up and switches nothing',
    async test(scene) {
      const {stdout} = await migrated(scene, '--rehearse')
      const now = stateOf(scene.sandbox)
      const addon = now.addons.find(name => !scene.before.addons.includes(name))
      expect(stdout).to.contain(`the data is in ${addon}`)
      expect(stdout).to.contain(`heroku addons:destroy ${addon} --app sushi`)
      expect(changesIn(scene.sandbox).filter(change => /PATCH|PUT/.test(change))).to.deep.equal([])
      const {MIGRATION_URL, ...vars} = renamed(now.apps.sushi?.configVars)
      expect(vars).to.deep.equal(scene.before.apps.sushi?.configVars)
      expect(now.apps['sushi-client']).to.deep.equal(scene.before.apps['sushi-client'])
      expect(await query(MIGRATION_URL ?? '', 'SELECT count(*)::int AS rows FROM members')).to.deep.equal([
        {rows: 590},
      ])
    },
  },
  {
    name: '--with-app stops an app without the MySQL config and does not switch it',
    options: {demo: {clientAttached: false}},
    async test(scene) {
      const {stderr} = await migrated(scene, '--no-deploy')
      expect(stderr).to.contain('sushi-client holds no MySQL config: nothing to switch')
      expect(changesIn(scene.sandbox)).to.include('PATCH /apps/sushi-client/formation')
      expect(stateOf(scene.sandbox).apps['sushi-client']).to.deep.equal(scene.before.apps['sushi-client'])
      expect(databaseUrl(scene)).to.match(/^postgres:/)
    },
  },
  {
    name: '--keep-maintenance stops before the apps come back, and resume brings them back',
    async test(scene) {
      const {stdout} = await migrated(scene, '--keep-maintenance')
      expect(stdout).to.contain('heroku pg:migrate-mysql:resume --app sushi')
      const waiting = stateOf(scene.sandbox)
      expect(waiting.apps.sushi).to.deep.include({
        maintenance: true,
        formation: {web: 0, worker: 0, clock: 0},
      })
      expect(databaseUrl(scene)).to.match(/^postgres:/)
      const again = await scene.migrate([...BOTH, '--bucket', scene.bucketUrl, '--no-deploy'])
      expect(again.code).to.equal(1)
      expect(again.stderr).to.contain('waits for the deploy').and.to.contain(':resume --app sushi')
      const resumed = await scene.migrate([':resume', '--app', 'sushi'])
      expect(resumed.code, resumed.stderr).to.equal(0)
      expect(resumed.stdout).to.contain('sushi serves from Postgres')
      expect(servingIn(stateOf(scene.sandbox))).to.deep.equal(servingIn(scene.before))
      const third = await scene.migrate([':resume', '--app', 'sushi'])
      expect(third.code).to.equal(1)
      expect(third.stderr).to.contain('No migration of sushi on this machine is unfinished')
    },
  },
  {
    name: '--deploy runs its command while the apps are down and Postgres is DATABASE',
    async test(scene) {
      const {stderr} = await migrated(
        scene,
        '--deploy',
        'echo deployed >&2; heroku="done"; echo "$heroku" > deployed',
      )
      expect(stderr).to.contain('deployed')
      expect(servingIn(stateOf(scene.sandbox))).to.deep.equal(servingIn(scene.before))
    },
  },
  {
    name: '--deploy whose command fails puts everything back',
    async test(scene) {
      const run = await scene.migrate([...BOTH, '--bucket', scene.bucketUrl, '--deploy', 'exit 3'])
      expect(run.code).to.equal(12)
      expect(run.stderr)
        .to.contain('The deploy command ended with 3')
        .and.to.contain('as they were before, on MySQL')
      expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
    },
  },
  {
    name: "a user's own DATABASE_URL=mysql://… is kept under another name and replaced",
    options: {
      demo: {config: {DATABASE_URL: 'SAME', SPRING_DATASOURCE_DRIVER_CLASS_NAME: 'com.mysql.cj.jdbc.Driver'}},
    },
    async test(scene, demo) {
      const {stderr} = await migrated(scene, '--no-deploy')
      const {DATABASE_URL, ...vars} = scene.sandbox.heroku.configVars('sushi')
      expect(DATABASE_URL).to.match(/^postgres:/)
      const kept = Object.entries(vars).find(([name, value]) => value === demo.url && name !== 'JAWSDB_URL')
      expect(kept?.[0]).to.match(/DATABASE_URL/)
      expect(stderr).to.contain(`The old value of DATABASE_URL is kept as ${kept?.[0]}`)
      expect(vars).not.to.have.property('SPRING_DATASOURCE_DRIVER_CLASS_NAME')
    },
  },
  {
    name: '--target fills an existing, empty database and buys nothing',
    async test(scene) {
      await createGoal(scene)
      await migrated(scene, '--no-deploy', '--target', 'GOAL')
      expect(stateOf(scene.sandbox).addons).to.deep.equal([...scene.before.addons, 'pg-goal'].sort())
      expect(databaseUrl(scene)).to.equal(scene.sandbox.heroku.configVars('sushi').GOAL_URL)
      const again = await scene.migrate([':verify', '--app', 'sushi', '--target', 'pg-goal'])
      expect(again.code, again.stderr).to.equal(0)
    },
  },
  {
    name: '--target is emptied again when a later step fails, once the apps are back',
    async test(scene) {
      await createGoal(scene)
      const before = stateOf(scene.sandbox)
      const args = ['--bucket', scene.bucketUrl, '--target', 'GOAL', '--deploy', 'exit 3']
      const {code, stderr} = await scene.migrate([...BOTH, ...args])
      expect(code, stderr).to.equal(12)
      expect(stderr.slice(stderr.indexOf('sushi serves again as before'))).to.contain(
        'What was created in pg-goal is dropped',
      )
      expect(stateOf(scene.sandbox)).to.deep.equal(before)
      const count =
        "SELECT count(*)::int AS objects FROM pg_class WHERE relnamespace = 'public'::regnamespace"
      const url = scene.sandbox.heroku.configVars('sushi').GOAL_URL ?? ''
      expect(await query(url, count)).to.deep.equal([{objects: 0}])
    },
  },
  {
    name: 'verify finds a row that is missing and exits 13',
    async test(scene) {
      await migrated(scene, '--no-deploy')
      await query(
        databaseUrl(scene),
        'DELETE FROM workout_sets WHERE workout_id = (SELECT min(workout_id) FROM workout_sets)',
      )
      const {code, stderr} = await scene.migrate([':verify', '--app', 'sushi'])
      expect(code).to.equal(13)
      expect(stderr).to.contain(
        'workout_sets: row workout_id = "1", position = "2", expected present, found missing',
      )
      expect(stderr).to.contain('Postgres differs from MySQL in 2 places')
    },
  },
  {
    name: '--json prints one event a line and nothing else on stdout',
    async test(scene) {
      const {stdout} = await migrated(scene, '--no-deploy', '--json')
      const events = stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as {kind: string})
      const kinds = events.map(({kind}) => kind)
      expect(kinds).to.include.members([
        'step-started',
        'step-finished',
        'plan',
        'hazards',
        'undo-commands',
        'summary',
      ])
      expect(events.filter(({kind}) => kind === 'step-finished')).to.have.lengthOf(10)
      expect(kinds.at(-1)).to.equal('summary')
    },
  },
  {
    name: 'a run that was killed keeps others out, and resume puts everything back',
    async test(scene) {
      const run = await scene.migrate(
        [...BOTH, '--bucket', scene.bucketUrl, '--no-deploy'],
        (output, child) => {
          if (output.includes('6/10')) child.kill('SIGKILL')
        },
      )
      expect(run.code).to.equal(null)
      expect(stateOf(scene.sandbox).apps.sushi?.maintenance).to.equal(true)
      const again = await scene.migrate([...BOTH, '--bucket', scene.bucketUrl, '--no-deploy'])
      expect(again.code).to.equal(1)
      expect(again.stderr)
        .to.contain('ended before it could put everything back')
        .and.to.contain(':resume --app sushi')
      const resumed = await scene.migrate([':resume', '--app', 'sushi'])
      expect(resumed.code, resumed.stderr).to.equal(0)
      expect(resumed.stdout).to.contain('on MySQL')
      expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
      expect(resumed.stderr).to.contain(`s3://${scene.sandbox.bucket}/`)
    },
  },
]

/** Config vars with the new database's variable, whose name holds the run's number, under one name. */
function renamed(vars: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [
      name.replace(/^MIGRATION_\w+_URL$/, 'MIGRATION_URL'),
      value,
    ]),
  )
}

onEachSource(source => {
  if (source.flavor === 'mysql') return
  describe('heroku pg:migrate-mysql with', () => {
    let demo: DemoSource

    before(async function () {
      this.timeout(60_000)
      demo = await createDemoSource(source)
    })

    after(() => demo?.drop())

    sideBySide(WAYS, async ({options, test}) => {
      const config = options?.demo?.config
      const same = config && {...config, ...(config.DATABASE_URL && {DATABASE_URL: demo.url})}
      const own = {...options, demo: {...options?.demo, ...(same && {config: same})}}
      await inScene(demo.url, own, scene => test(scene, demo))
    })
  })
})
