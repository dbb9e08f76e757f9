import {expect} from 'chai'
import {demoApps} from '../../../sandbox/heroku/demo-apps.js'
import {startHerokuClient, until, type HerokuClient} from './heroku-client.js'

interface Release {
  id: string
  version: number
  status: string
  description: string
}

const MYSQL_URL = 'mysql://u:p@127.0.0.1/sushi'

describe('config vars and releases of the sandbox', () => {
  let client: HerokuClient

  beforeEach(async () => {
    client = await startHerokuClient()
  })

  afterEach(() => client.stop())

  const newest = async () => {
    const {body} = await client.call<Release[]>('GET /apps/sushi/releases', undefined, {
      range: 'version ..; max=1, order=desc',
    })
    return body[0]!
  }

  const releaseDynos = async () => {
    const {body} = await client.call<{type: string}[]>('GET /apps/sushi/dynos')
    return body.filter(({type}) => type === 'release').length
  }

  it('shows the config vars of users and of add-ons together', async () => {
    const {body} = await client.call('GET /apps/sushi/config-vars')
    expect(body).to.deep.equal({SPRING_PROFILES_ACTIVE: 'production', JAWSDB_URL: MYSQL_URL})
  })

  it('sets and unsets several in one release, and restarts the dynos with it', async () => {
    await client.call('PATCH /apps/sushi/config-vars', {A: '1'})
    const before = await newest()
    const {body} = await client.call('PATCH /apps/sushi/config-vars', {A: null, B: '2'})
    expect(body).to.have.property('B', '2')
    expect(body).not.to.have.property('A')
    const after = await newest()
    expect(after).to.include({version: before.version + 1, status: 'succeeded'})
    expect(after.description).to.equal('Set B config vars, Remove A config vars')
    const dynos = await client.call<{release: {version: number}}[]>('GET /apps/sushi/dynos')
    expect(dynos.body.map(dyno => dyno.release.version)).to.deep.equal([4, 4, 4, 4])
  })

  it('makes no release if nothing changes', async () => {
    const before = await newest()
    await client.call('PATCH /apps/sushi/config-vars', {SPRING_PROFILES_ACTIVE: 'production', GHOST: null})
    expect(await newest()).to.deep.equal(before)
  })

  const REFUSED: [string, unknown][] = [
    ['a var of an attachment', {JAWSDB_URL: 'mysql://elsewhere/x'}],
    ['unsetting a var of an attachment', {JAWSDB_URL: null}],
    ['a name with a dash', {'MY-VAR': '1'}],
    ['a number as value', {PORT: 80}],
  ]
  for (const [what, change] of REFUSED) {
    it(`refuses ${what} and changes nothing`, async () => {
      const before = await client.call('GET /apps/sushi/config-vars')
      expect((await client.call('PATCH /apps/sushi/config-vars', change)).status).to.equal(422)
      expect((await client.call('GET /apps/sushi/config-vars')).body).to.deep.equal(before.body)
    })
  }

  it('keeps the config vars of every release', async () => {
    const {version} = await newest()
    await client.call('PATCH /apps/sushi/config-vars', {SPRING_PROFILES_ACTIVE: null})
    const {body} = await client.call(`GET /apps/sushi/releases/v${version}/config-vars`)
    expect(body).to.have.property('SPRING_PROFILES_ACTIVE', 'production')
  })

  describe('with a release phase', () => {
    beforeEach(async () => {
      await client.stop()
      client = await startHerokuClient({apps: demoApps({mysqlUrl: MYSQL_URL, releasePhase: true})})
    })

    for (const [outcome, status] of [
      ['succeeds', 'succeeded'],
      ['fails', 'failed'],
    ] as const) {
      it(`leaves a release pending until its command ${outcome}`, async () => {
        await client.call('PATCH /__sandbox/settings', {releasePhase: outcome})
        await client.call('PATCH /apps/sushi/config-vars', {A: '1'})
        const {id, ...pending} = await newest()
        expect(pending.status).to.equal('pending')
        expect(await releaseDynos()).to.equal(1)
        const done = await until(
          () => client.call<Release & {current: boolean}>(`GET /apps/sushi/releases/${id}`),
          ({body}) => body.status !== 'pending',
        )
        expect(done.body).to.include({status, current: outcome === 'succeeds'})
        expect(await releaseDynos()).to.equal(0)
      })
    }
  })
})
