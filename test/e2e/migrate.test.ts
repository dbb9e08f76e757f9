import {expect} from 'chai'
import {onEachSource} from '../servers.js'
import {changesIn, stateOf} from './app-state.js'
import {createDemoSource, PASSWORD, type DemoSource} from './demo-source.js'
import type {HerokuRun} from './run-heroku.js'
import {expectSameValues} from '../same-values.js'
import {startScene, type Scene} from './start-scene.js'

const MIGRATION_MS = 90_000
const TABLES =
  'bookings check_ins classes gyms members order payments plans trainers workout_sets workouts'.split(' ')

onEachSource(source => {
  describe('heroku pg:migrate-mysql', function () {
    this.timeout(MIGRATION_MS)
    let demo: DemoSource
    let scene: Scene
    let run: HerokuRun
    let checksums: string

    before(async () => {
      demo = await createDemoSource(source)
      scene = await startScene(demo.url)
      checksums = await checksumsOf(demo)
      const args = [
        '--app',
        'sushi',
        '--with-app',
        'sushi-client',
        '--bucket',
        scene.bucketUrl,
        '--no-deploy',
      ]
      run = await scene.migrate([...args, '--confirm', 'sushi'])
    })

    after(async () => {
      await scene?.stop()
      await demo?.drop()
    })

    it('ends with 0', () => {
      expect(run.code, run.stderr).to.equal(0)
    })

    it('moves every value of every table', async () => {
      await expectSameValues(demo.admin, scene.sandbox.heroku.configVars('sushi').DATABASE_URL ?? '')
    })

    it('leaves MySQL untouched', async () => {
      expect(await checksumsOf(demo)).to.equal(checksums)
    })

    for (const app of ['sushi', 'sushi-client']) {
      it(`makes Postgres the DATABASE of ${app}, which serves as before`, () => {
        const {attachments, configVars, ...now} = stateOf(scene.sandbox).apps[app] ?? {attachments: []}
        const before = scene.before.apps[app]
        expect(now).to.deep.equal({maintenance: before?.maintenance, formation: before?.formation})
        expect(attachments.filter(name => name.startsWith('DATABASE: '))).to.have.lengthOf(1)
        expect(configVars).to.include(before?.configVars)
        expect(configVars?.DATABASE_URL).to.match(/^postgres:/)
      })
    }

    it('stops every process while the data moves', () => {
      const changes = changesIn(scene.sandbox)
      const first = (text: string): number => changes.findIndex(change => change.includes(text))
      expect(first('PATCH /apps/sushi/formation')).to.be.lessThan(first('/restores'))
      expect(first('PATCH /apps/sushi-client/formation')).to.be.lessThan(first('/restores'))
    })

    it('leaves nothing in the bucket', async () => {
      expect(await scene.objects()).to.deep.equal([])
      expect(scene.sandbox.s3.openUploads()).to.deep.equal([])
    })

    it('prints a line for each table on stdout, and the steps on stderr', () => {
      for (const table of TABLES)
        expect(run.stdout).to.match(new RegExp(`^\\s*${table}\\s+[\\d,]+\\s+[\\d.]+ [kM]B`, 'm'))
      expect(run.stdout).to.contain('sushi serves from Postgres')
      expect(run.stderr).to.contain('10/10 Bring the apps back... done')
    })

    it('says how to put the apps back before it stops them', () => {
      const undo = run.stderr.indexOf('heroku ps:scale web=2 worker=1 clock=1 --app sushi')
      expect(undo).to.be.greaterThan(0)
      expect(undo).to.be.lessThan(run.stderr.indexOf('every process... done'))
    })

    it('never shows a secret', async () => {
      const {heroku, env} = scene.sandbox
      const texts = [run.stdout, run.stderr, await scene.journals()]
      const postgres = new URL(heroku.configVars('sushi').DATABASE_URL ?? '').password
      const secrets = [
        PASSWORD,
        encodeURIComponent(PASSWORD),
        postgres,
        env.AWS_SECRET_ACCESS_KEY,
        env.HEROKU_API_KEY,
      ]
      for (const text of texts) {
        for (const secret of secrets) expect(text).not.to.contain(secret)
        expect(text).not.to.match(/X-Amz-Signature=[0-9a-f]/)
      }

      expect(texts[2]).to.contain('"state": "finished"')
    })

    it('is confirmed by verify', async () => {
      const {code, stdout, stderr} = await scene.migrate([':verify', '--app', 'sushi'])
      expect(code, stderr).to.equal(0)
      expect(stdout).to.contain('No differences: 11 tables, every value of 4,854 rows')
    })
  })
})

async function checksumsOf({admin}: DemoSource): Promise<string> {
  const [rows] = await admin.query(`CHECKSUM TABLE ${TABLES.map(table => `\`${table}\``).join(', ')}`)
  return JSON.stringify(rows)
}
