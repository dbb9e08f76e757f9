import {randomBytes} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import {expect} from 'chai'
import type {RowDataPacket} from 'mysql2'
import {onEachSource, postgresUrl} from '../servers.js'
import {stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres} from './query-postgres.js'
import {runHeroku, type HerokuRun} from './run-heroku.js'
import {expectSameValues} from '../same-values.js'
import {sideBySide} from './side-by-side.js'
import {inScene, type Scene} from './start-scene.js'

const ARGS = ['--app', 'sushi', '--with-app', 'sushi-client', '--confirm', 'sushi', '--no-deploy']

/** A superuser's URL of the database that is being filled. */
function databaseUrl({sandbox}: Scene): string {
  const vars = sandbox.heroku.configVars('sushi')
  const [, url = ''] = Object.entries(vars).find(([name]) => /^(MIGRATION|GOAL)_.*URL$/.test(name)) ?? []
  return Object.assign(new URL(postgresUrl()), {pathname: new URL(url).pathname}).href
}

/** Lets every build of an index do something else, on the real server. */
async function whenIndexed(scene: Scene, statement: string): Promise<void> {
  await queryPostgres(
    databaseUrl(scene),
    `CREATE SCHEMA fault;
     CREATE FUNCTION fault.act() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; END $$;
     CREATE EVENT TRIGGER fault ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION fault.act()`,
  )
}

/** Tries `act` until it returns true or the run has ended. */
function keepTrying(act: () => Promise<boolean>): {stop: () => Promise<boolean>} {
  const run = {ended: false}
  const trying = (async () => {
    while (!run.ended) {
      if (await act()) return true
      await sleep(5)
    }

    return false
  })()
  return {
    stop() {
      run.ended = true
      return trying
    },
  }
}

/** Migrates, and breaks something once when the rows are on their way. */
async function migrateWhile(scene: Scene, breakIt: () => Promise<boolean>): Promise<HerokuRun> {
  let breaking: ReturnType<typeof keepTrying> | undefined
  const run = await scene.migrate(ARGS, output => {
    if (output.includes('5/10')) breaking ??= keepTrying(breakIt)
  })
  expect(await breaking?.stop(), 'broken in time').to.equal(true)
  return run
}

async function expectMigrated(scene: Scene, demo: DemoSource, run: HerokuRun): Promise<void> {
  expect(run.code, run.stderr).to.equal(0)
  await expectSameValues(demo.admin, scene.sandbox.heroku.configVars('sushi').DATABASE_URL ?? '')
}

async function breakPostgres(scene: Scene): Promise<boolean> {
  const ended = await queryPostgres(
    databaseUrl(scene),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'COPY%recordings%' AND state = 'active' LIMIT 1`,
  )
  return ended.length > 0
}

/** Waits until rows are copied from MySQL, and ends some of the connections that there are, given the oldest first. */
async function breakMysql(
  {admin, database}: DemoSource,
  choose: (sessions: Session[]) => Session[],
): Promise<boolean> {
  const [sessions] = await admin.query<Session[]>(
    `SELECT id, COALESCE(info, '') LIKE ? AS isReading FROM information_schema.processlist
     WHERE db = ? AND id <> CONNECTION_ID() ORDER BY id`,
    [COPIED_ROWS, database],
  )
  if (!sessions.some(({isReading}) => isReading)) return false
  for (const {id} of choose(sessions)) await endSession(admin, id)
  return true
}

/** Whole rows: the profile of the snapshot and the plan of its ranges read the table, too, each in its own way. */
const COPIED_ROWS = 'SELECT `id`, `sound` FROM %recordings%'

/** Does nothing where the session has ended by itself meanwhile. */
async function endSession(admin: DemoSource['admin'], id: number): Promise<void> {
  await admin.query('KILL ?', [id]).catch((error: unknown) => {
    if ((error as {code?: string}).code !== 'ER_NO_SUCH_THREAD') throw error
  })
}

interface Session extends RowDataPacket {
  id: number
  isReading: number
}

function readingOne(sessions: Session[]): Session[] {
  return sessions.filter(({isReading}) => isReading).slice(0, 1)
}

async function createGoal(scene: Scene): Promise<void> {
  const addon = ['heroku-postgresql:essential-1', '--as', 'GOAL', '--name', 'pg-goal', '--wait']
  const created = await runHeroku(['addons:create', ...addon, '--app', 'sushi'], scene.env)
  expect(created.code, created.stderr).to.equal(0)
  scene.before = stateOf(scene.sandbox)
}

/** Tables, sequences, types and functions that were left behind. */
async function expectEmpty(scene: Scene): Promise<void> {
  const left = await queryPostgres(
    databaseUrl(scene),
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
  /** Whether the rows have to take a moment. */
  large?: boolean
  test: (scene: Scene, demo: DemoSource) => Promise<void>
}

const CASES: Case[] = [
  {
    name: 'goes on when Postgres ends a connection in the middle of a range',
    large: true,
    async test(scene, demo) {
      await expectMigrated(scene, demo, await migrateWhile(scene, () => breakPostgres(scene)))
    },
  },
  {
    name: 'goes on when MySQL ends one of the connections',
    large: true,
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, readingOne))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'goes on when MySQL ends all but the connection that took the snapshot',
    large: true,
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, sessions => sessions.slice(1)))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'starts over on a new snapshot when MySQL ends all of them',
    large: true,
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, sessions => sessions))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).to.contain('The connection to MySQL was lost: starting over on a new snapshot')
    },
  },
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

/** So many that something can break meanwhile. */
async function addRecordings({admin}: DemoSource): Promise<void> {
  await admin.query('CREATE TABLE recordings (id int PRIMARY KEY, sound longblob)')
  for (let id = 1; id <= 60; id++)
    await admin.query('INSERT INTO recordings VALUES (?, ?)', [id, randomBytes(1_000_000)])
}

onEachSource(source => {
  if (source.flavor === 'mysql') return
  describe('heroku pg:migrate-mysql without a bucket', () => {
    const demos: DemoSource[] = []

    before(async function () {
      this.timeout(60_000)
      for (const {large} of CASES) {
        const demo = await createDemoSource(source)
        demos.push(demo)
        if (large) await addRecordings(demo)
      }
    })

    after(async () => {
      for (const demo of demos) await demo.drop()
    })

    sideBySide(CASES, each => {
      const demo = demos[CASES.indexOf(each)]!
      return inScene(demo.url, undefined, scene => each.test(scene, demo))
    })
  })
})
