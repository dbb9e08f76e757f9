import {expect} from 'chai'
import {startHerokuClient, until, type HerokuClient} from './heroku-client.js'

interface ProcessType {
  type: string
  quantity: number
  size: string
}

describe('apps, formation and dynos of the sandbox', () => {
  let client: HerokuClient

  beforeEach(async () => {
    client = await startHerokuClient()
  })

  afterEach(() => client.stop())

  const quantities = async () => {
    const {body} = await client.call<ProcessType[]>('GET /apps/sushi/formation')
    return Object.fromEntries(body.map(({type, quantity}) => [type, quantity]))
  }

  const dynoNames = async () => {
    const {body} = await client.call<{name: string}[]>('GET /apps/sushi/dynos')
    return body.map(({name}) => name)
  }

  it('turns maintenance mode on and off, for an app given by name or by id', async () => {
    const on = await client.call('PATCH /apps/sushi', {maintenance: true})
    expect(on.body.maintenance).to.equal(true)
    expect((await client.call(`GET /apps/${String(on.body.id)}`)).body.maintenance).to.equal(true)
    expect((await client.call('PATCH /apps/sushi', {maintenance: false})).body.maintenance).to.equal(false)
  })

  const SCALES: [string, unknown, Record<string, number>][] = [
    ['a number', {type: 'web', quantity: 0}, {web: 0, worker: 1, clock: 1}],
    ['what ps:scale web=3 sends', {type: 'web', quantity: '3'}, {web: 3, worker: 1, clock: 1}],
    ['what ps:scale web+1 sends', {type: 'web', quantity: '+1'}, {web: 3, worker: 1, clock: 1}],
    ['what ps:scale web-1 sends', {type: 'web', quantity: '-1'}, {web: 1, worker: 1, clock: 1}],
  ]
  for (const [what, update, expected] of SCALES) {
    it(`scales to ${what}`, async () => {
      expect((await client.call('PATCH /apps/sushi/formation', {updates: [update]})).status).to.equal(200)
      expect(await quantities()).to.deep.equal(expected)
    })
  }

  it('changes nothing when one of several updates is wrong', async () => {
    const updates = [
      {type: 'web', quantity: 0},
      {type: 'wörker', quantity: 0},
    ]
    const {status, body} = await client.call('PATCH /apps/sushi/formation', {updates})
    expect(status).to.equal(404)
    expect(body).to.include({id: 'not_found', resource: 'formation'})
    expect(await quantities()).to.deep.equal({web: 2, worker: 1, clock: 1})
  })

  it('lists dynos until they have stopped', async () => {
    const updates = ['web', 'worker', 'clock'].map(type => ({type, quantity: 0}))
    await client.call('PATCH /apps/sushi/formation', {updates})
    expect(await dynoNames()).to.have.members(['web.1', 'web.2', 'worker.1', 'clock.1'])
    await until(dynoNames, names => names.length === 0)
  })

  it('starts dynos and one-off dynos, which are up after a moment and stop when asked to', async () => {
    const run = await client.call('POST /apps/sushi/dynos', {command: 'rake db:migrate'})
    expect(run.body.name).to.match(/^run\.\d+$/)
    expect(run.body.state).to.equal('starting')
    const one = () => client.call(`GET /apps/sushi/dynos/${String(run.body.name)}`)
    await until(one, ({body}) => body.state === 'up')
    await client.call(`POST /apps/sushi/dynos/${String(run.body.name)}/actions/stop`)
    await until(one, ({status}) => status === 404)
  })
})
