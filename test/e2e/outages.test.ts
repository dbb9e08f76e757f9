import {expect} from 'chai'
import type {Fault} from '../../sandbox/heroku/faults.js'
import {onEachSource} from '../servers.js'
import {changesIn, servingIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {inScene, type Scene} from './start-scene.js'

/** Where something is changed; `after` it is done all the same. */
const OUTAGES: Fault[] = [
  {method: 'POST', path: '^/apps/sushi/addons$', status: 504, when: 'after'},
  {method: 'PATCH', path: '^/apps/sushi$', status: 503},
  {method: 'PATCH', path: '^/apps/sushi/formation$', status: 429, body: {id: 'rate_limit', message: 'Wait.'}},
  {method: 'GET', path: '^/apps/sushi/dynos$', status: 500},
  {method: 'POST', path: '/restores$', status: 504, when: 'after'},
  {method: 'PATCH', path: '^/apps/sushi/config-vars$', status: 502, when: 'after'},
  {method: 'POST', path: '^/addon-attachments$', status: 504, when: 'after'},
]

async function expectMigrated(scene: Scene): Promise<void> {
  for (const fault of OUTAGES) scene.order(fault)
  const apps = ['--app', 'sushi', '--with-app', 'sushi-client', '--confirm', 'sushi']
  const run = await scene.migrate([...apps, '--bucket', scene.bucketUrl, '--no-deploy'])
  expect(run.code, run.stderr).to.equal(0)
  expect(servingIn(stateOf(scene.sandbox))).to.deep.equal(servingIn(scene.before))
  expect(scene.sandbox.heroku.configVars('sushi').DATABASE_URL).to.match(/^postgres:/)
  const changes = changesIn(scene.sandbox)
  expect(changes.filter(change => /^POST .*\/(?:addons|restores)$/.test(change))).to.have.lengthOf(2)
  // One for each app.
  expect(changes.filter(change => change === 'POST /addon-attachments')).to.have.lengthOf(2)
  expect(run.stderr).to.contain('Trying again for some minutes')
}

onEachSource(source => {
  if (source.flavor !== 'mariadb') return
  describe('heroku pg:migrate-mysql lives through outages of Heroku', () => {
    let demo: DemoSource

    before(async () => {
      demo = await createDemoSource(source)
    })

    after(() => demo?.drop())

    it('in every step that changes something', () => inScene(demo.url, undefined, expectMigrated)).timeout(
      180_000,
    )
  })
})
