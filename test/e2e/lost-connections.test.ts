import {randomBytes} from 'node:crypto'
import {expect} from 'chai'
import type {RowDataPacket} from 'mysql2'
import {expectSameValues} from '../same-values.js'
import {onEachSource} from '../servers.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {queryPostgres} from './query-postgres.js'
import type {HerokuRun} from './run-heroku.js'
import {sideBySide} from './side-by-side.js'
import {inScene, type Scene} from './start-scene.js'
import {targetUrl} from './target-url.js'

const ARGS = ['--app', 'sushi', '--with-app', 'sushi-client', '--confirm', 'sushi', '--no-deploy']

/**
 * Migrates while a server breaks something once when the rows are on their way. It is told when this step begins, some seconds
 * ahead, and looks by itself: this process also runs the other migrations, and may look too late.
 */
async function migrateWhile(
  scene: Scene,
  step: string,
  breakIt: () => Promise<boolean>,
  flags: string[] = [],
): Promise<HerokuRun> {
  let breaking: Promise<boolean> | undefined
  const run = await scene.migrate([...ARGS, ...flags], output => {
    if (output.includes(step)) breaking ??= breakIt()
  })
  expect(await breaking, 'broken in time').to.equal(true)
  return run
}

async function expectMigrated(scene: Scene, demo: DemoSource, run: HerokuRun): Promise<void> {
  expect(run.code, run.stderr).to.equal(0)
  await expectSameValues(demo.admin, scene.sandbox.heroku.configVars('sushi').DATABASE_URL ?? '')
}

/** The database is there from step 4 on. */
async function breakPostgres(scene: Scene): Promise<boolean> {
  await queryPostgres(
    targetUrl(scene),
    `DO $$ BEGIN
      FOR look IN 1..15000 LOOP
        PERFORM pg_sleep(0.005), pg_stat_clear_snapshot();
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND query LIKE 'COPY%recordings%' AND state = 'active' LIMIT 1;
        IF FOUND THEN RETURN; END IF;
      END LOOP;
      RAISE 'no rows were copied';
    END $$`,
  )
  return true
}

/** Which of the run's sessions are ended, given the oldest, and one that was seen reading whole rows. */
const SESSIONS = {theOneThatReads: 'id = reading', allButTheFirst: 'id > oldest', all: 'TRUE'}

type Sessions = keyof typeof SESSIONS

/** Whole rows, as the copy reads them; so does the trial read in step 2. */
const COPIED_ROWS = 'SELECT `id`, `sound` FROM %recordings%'

/** From step 3 on no rows are read before they are copied. */
async function breakMysql({database, admin}: DemoSource, sessions: Sessions): Promise<boolean> {
  const others = `FROM information_schema.processlist WHERE db = '${database}' AND id <> CONNECTION_ID()`
  const [answers] = await admin.query<RowDataPacket[][]>(`BEGIN NOT ATOMIC
    DECLARE reading BIGINT;
    DECLARE oldest BIGINT;
    DECLARE looks INT DEFAULT 0;
    REPEAT
      DO SLEEP(0.005);
      SET looks = looks + 1;
      SELECT MIN(id) INTO reading ${others} AND info LIKE '${COPIED_ROWS}';
    UNTIL reading IS NOT NULL OR looks > 15000 END REPEAT;
    SELECT MIN(id) INTO oldest ${others};
    FOR session IN (SELECT id ${others} AND ${SESSIONS[sessions]} AND reading IS NOT NULL) DO
      BEGIN
        DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
        KILL session.id;
      END;
    END FOR;
    SELECT reading IS NOT NULL AS broken;
  END`)
  return answers[0]?.[0]?.broken === 1
}

interface Case {
  name: string
  test: (scene: Scene, demo: DemoSource) => Promise<void>
}

const CASES: Case[] = [
  {
    name: 'goes on when Postgres ends a connection in the middle of a range',
    async test(scene, demo) {
      await expectMigrated(scene, demo, await migrateWhile(scene, '4/10', () => breakPostgres(scene)))
    },
  },
  {
    name: 'goes on when MySQL ends one of the connections',
    async test(scene, demo) {
      const run = await migrateWhile(scene, '3/10', () => breakMysql(demo, 'theOneThatReads'))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'goes on when MySQL ends all but the connection that took the snapshot',
    async test(scene, demo) {
      const run = await migrateWhile(scene, '3/10', () => breakMysql(demo, 'allButTheFirst'))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'starts over on a new snapshot when MySQL ends all of them',
    async test(scene, demo) {
      const run = await migrateWhile(scene, '3/10', () => breakMysql(demo, 'all'))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).to.contain('The connection to MySQL was lost: starting over on a new snapshot')
    },
  },
  {
    name: 'starts over on a new snapshot when MySQL ends a connection while the archive is uploaded',
    async test(scene, demo) {
      const bucket = ['--bucket', scene.bucketUrl]
      const run = await migrateWhile(scene, '3/10', () => breakMysql(demo, 'theOneThatReads'), bucket)
      await expectMigrated(scene, demo, run)
      expect(run.stderr).to.contain('The connection to MySQL was lost: starting over on a new snapshot')
      expect(run.stderr.split('The uploaded archive is deleted')).to.have.length.at.most(2)
      expect(await scene.objects()).to.deep.equal([])
      const requests = (name: string): number =>
        scene.sandbox.s3.requests.filter(({operation}) => operation === name).length
      const ended = requests('AbortMultipartUpload') + requests('CompleteMultipartUpload')
      expect(requests('CreateMultipartUpload')).to.equal(ended)
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
  describe('heroku pg:migrate-mysql, when connections break', () => {
    const demos: DemoSource[] = []

    before(async function () {
      this.timeout(60_000)
      for (let made = 0; made < CASES.length; made++) {
        const demo = await createDemoSource(source)
        demos.push(demo)
        await addRecordings(demo)
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
