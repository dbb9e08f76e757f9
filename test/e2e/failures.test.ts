import {randomBytes} from 'node:crypto'
import {expect} from 'chai'
import type {SandboxOptions} from '../../sandbox/start-sandbox.js'
import {onEachSource, type Source} from '../servers.js'
import {changesIn, servingIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {runHeroku, type HerokuRun} from './run-heroku.js'
import {sideBySide} from './side-by-side.js'
import {inScene, type Scene} from './start-scene.js'

interface Failure {
  name: string
  options?: Partial<SandboxOptions>
  arrange?: (scene: Scene) => void
  /** Sees all output so far, whenever there is more. */
  during?: (output: string, scene: Scene, demo: DemoSource) => void
  flags?: string[]
  /** 12 where left out: failed and put back. */
  exit?: number
  /** What the user reads, in any order. */
  says: string[]
}

const FAILURES: Failure[] = [
  {
    name: 'a restore that fails',
    options: {settings: {restores: 'fail'}},
    says: [
      'Heroku could not restore the archive',
      'Could not connect to database to initialize transfer',
      'un the migration again',
    ],
  },
  {
    name: 'a presigned URL that S3 refuses',
    arrange: ({sandbox}) =>
      sandbox.s3.setFault({operation: 'GetObject', code: 'AccessDenied', message: 'Request has expired'}),
    says: ['The presigned URL of the uploaded archive has expired', 'Use credentials that last longer'],
  },
  {
    name: 'contact to the restore that is lost',
    arrange: scene =>
      scene.order({method: 'GET', path: '/transfers/', status: 403, body: {}, times: Infinity}),
    exit: 14,
    says: ['Lost contact with the restore', 'un the migration again'],
  },
  {
    name: 'a release phase that fails with Postgres',
    options: {demo: {releasePhase: true}},
    during(output, {sandbox}) {
      if (output.includes('7/10')) sandbox.heroku.state.settings.releasePhase = 'fails'
    },
    says: ['of sushi failed in its release phase', 'heroku releases:output'],
  },
  {
    name: 'an add-on that is never provisioned',
    options: {settings: {provisioning: 'fails'}},
    says: ['was unable to be created'],
  },
  {
    name: 'an app that cannot be put into maintenance mode',
    arrange: scene =>
      scene.order({
        method: 'PATCH',
        path: '^/apps/sushi-client$',
        status: 403,
        body: {id: 'forbidden', message: 'No.'},
      }),
    says: ['No.'],
  },
  {
    name: 'somebody who writes to MySQL meanwhile',
    during: once('6/10', async (_, demo) => {
      await demo.admin.query('UPDATE classes SET places = places + 1 WHERE id = 1')
    }),
    says: ['MySQL was written to after the snapshot', 'SHOW FULL PROCESSLIST'],
  },
]

const STEPS = [3, 4, 5, 6, 7, 8, 9]

interface Interruption {
  step: number
  signal: 'SIGINT' | 'SIGTERM'
  /** With the CLI's telemetry on, its own listener would end the process at once. */
  telemetry: boolean
}

const INTERRUPTIONS: (Interruption & {name: string})[] = [
  ...STEPS.map(step => ({name: `Ctrl-C in step ${step}`, step, signal: 'SIGINT' as const, telemetry: false})),
  ...STEPS.map(step => ({
    name: `Ctrl-C in step ${step}, with telemetry`,
    step,
    signal: 'SIGINT' as const,
    telemetry: true,
  })),
  {name: 'SIGTERM in step 6', step: 6, signal: 'SIGTERM', telemetry: true},
]

/** Calls `act` when the text first appears. */
function once(
  text: string,
  act: (scene: Scene, demo: DemoSource) => unknown,
): NonNullable<Failure['during']> {
  let done = false
  return (output, scene, demo) => {
    if (done || !output.includes(text)) return
    done = true
    act(scene, demo)
  }
}

async function expectPutBack(scene: Scene, run: HerokuRun): Promise<void> {
  expect(stateOf(scene.sandbox), run.stderr).to.deep.equal(scene.before)
  expect(await scene.objects()).to.deep.equal([])
  expect(run.stderr).to.contain('The apps are as they were before, on MySQL.')
  expect(await scene.journals()).to.contain('"state": "put-back"')
}

const flags = ({bucketUrl}: Scene): string[] => [
  '--app',
  'sushi',
  '--with-app',
  'sushi-client',
  '--bucket',
  bucketUrl,
  '--confirm',
  'sushi',
]

async function expectFailure(demo: DemoSource, scene: Scene, failure: Failure): Promise<void> {
  failure.arrange?.(scene)
  const watch = (output: string): void => failure.during?.(output, scene, demo)
  const run = await scene.migrate([...flags(scene), '--no-deploy'], watch)
  expect(run.code, run.stderr).to.equal(failure.exit ?? 12)
  for (const text of failure.says) expect(run.stderr, run.stderr).to.contain(text)
  await expectPutBack(scene, run)
}

async function expectAbortedUpload(scene: Scene): Promise<void> {
  scene.sandbox.s3.setFault({operation: 'UploadPart', partNumber: 2, code: 'AccessDenied'})
  const run = await scene.migrate([...flags(scene), '--no-deploy'])
  expect(run.code, run.stderr).to.equal(12)
  const operations = scene.sandbox.s3.requests.map(({operation}) => operation)
  expect(operations).to.include('AbortMultipartUpload')
  await expectPutBack(scene, run)
}

async function expectHalfPutBack(scene: Scene): Promise<void> {
  const forbidden = {status: 403, body: {id: 'forbidden', message: 'No.'}, times: Infinity}
  scene.order({method: 'PATCH', path: '^/apps/sushi/formation', skip: 1, ...forbidden})
  const run = await scene.migrate([...flags(scene), '--no-deploy'])
  expect(run.code, run.stderr).to.equal(12)
  expect(run.stderr).to.contain('Not everything could be put back')
  expect(run.stderr).to.contain('heroku ps:scale web=2 worker=1 clock=1 --app sushi')
  const client = 'sushi-client'
  expect(servingIn(stateOf(scene.sandbox))[client]).to.deep.equal(servingIn(scene.before)[client])
  scene.sandbox.faults.clear()
  const resumed = await scene.migrate([':resume', '--app', 'sushi'])
  expect(resumed.code, resumed.stderr).to.equal(0)
  expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
}

async function expectInterruption(scene: Scene, {step, signal, telemetry}: Interruption): Promise<void> {
  // Each step takes long enough to be interrupted in it.
  scene.order({method: 'POST', path: '^/addon-attachments', delayMs: 500, times: Infinity})
  scene.sandbox.s3.setFault({operation: 'PutObject', delay: 300})
  const env = {...scene.env, DISABLE_TELEMETRY: telemetry ? 'false' : 'true'}
  let sent = false
  const args = ['pg:migrate-mysql', ...flags(scene), '--deploy', 'sleep 3']
  const run = await runHeroku(args, env, (output, child) => {
    if (sent || !output.includes(`${step}/10 `)) return
    sent = true
    child.kill(signal)
  })
  expect(run.code, run.stderr).to.equal(15)
  expect(run.stderr).to.contain('Interrupted: stopping, and putting back what was changed')
  // In step 4 it may be heard before the first process is stopped.
  if (step > 4) expect(changesIn(scene.sandbox)).to.include('PATCH /apps/sushi/formation')
  await expectPutBack(scene, run)
}

/** Twelve rows that cannot be compressed, so that the archive is uploaded in several parts. */
async function addRecordings({admin}: DemoSource): Promise<void> {
  await admin.query('CREATE TABLE recordings (id int PRIMARY KEY, sound longblob)')
  for (let id = 1; id <= 12; id++)
    await admin.query('INSERT INTO recordings VALUES (?, ?)', [id, randomBytes(1_000_000)])
}

function defineTests(source: Source): void {
  describe('heroku pg:migrate-mysql puts everything back', () => {
    let demo: DemoSource
    let large: DemoSource

    before(async function () {
      this.timeout(60_000)
      demo = await createDemoSource(source)
      large = await createDemoSource(source)
      await addRecordings(large)
    })

    after(async () => {
      await demo?.drop()
      await large?.drop()
    })

    describe('after', () => {
      sideBySide(FAILURES, failure =>
        inScene(demo.url, failure.options, scene => expectFailure(demo, scene, failure)),
      )

      it('an upload that breaks off half-way', () =>
        inScene(large.url, undefined, expectAbortedUpload)).timeout(60_000)

      it('as far as it can, and says what is left to do', () =>
        inScene(demo.url, {settings: {restores: 'fail'}}, expectHalfPutBack)).timeout(60_000)
    })

    describe('on', () => {
      sideBySide(INTERRUPTIONS, interruption =>
        inScene(demo.url, undefined, scene => expectInterruption(scene, interruption)),
      )
    })
  })
}

onEachSource(source => {
  if (source.flavor === 'mariadb') defineTests(source)
})
