import {randomBytes} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
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
async function migrateWhile(
  scene: Scene,
  breakIt: () => Promise<boolean>,
  flags: string[] = [],
): Promise<HerokuRun> {
  let breaking: ReturnType<typeof keepTrying> | undefined
  const run = await scene.migrate([...ARGS, ...flags], output => {
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
    targetUrl(scene),
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

interface Case {
  name: string
  test: (scene: Scene, demo: DemoSource) => Promise<void>
}

const CASES: Case[] = [
  {
    name: 'goes on when Postgres ends a connection in the middle of a range',
    async test(scene, demo) {
      await expectMigrated(scene, demo, await migrateWhile(scene, () => breakPostgres(scene)))
    },
  },
  {
    name: 'goes on when MySQL ends one of the connections',
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, readingOne))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'goes on when MySQL ends all but the connection that took the snapshot',
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, sessions => sessions.slice(1)))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).not.to.contain('starting over')
    },
  },
  {
    name: 'starts over on a new snapshot when MySQL ends all of them',
    async test(scene, demo) {
      const run = await migrateWhile(scene, () => breakMysql(demo, sessions => sessions))
      await expectMigrated(scene, demo, run)
      expect(run.stderr).to.contain('The connection to MySQL was lost: starting over on a new snapshot')
    },
  },
  {
    name: 'starts over on a new snapshot when MySQL ends a connection while the archive is uploaded',
    async test(scene, demo) {
      const bucket = ['--bucket', scene.bucketUrl]
      const run = await migrateWhile(scene, () => breakMysql(demo, readingOne), bucket)
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
