import {expect} from 'chai'
import {demoApps} from '../../../sandbox/heroku/demo-apps.js'
import {quoteLiteral} from '../../../src/lib/core/quote.js'
import {runSql} from '../../postgres/scratch-database.js'
import {postgresUrl} from '../../servers.js'
import {startHerokuClient, until, type HerokuClient} from './heroku-client.js'

interface Addon {
  id: string
  name: string
  state: string
  config_vars: string[]
  plan: {name: string; price?: {cents: number}}
}

/** Postgres's number of the encoding UTF8. */
const UTF8 = 6
const MYSQL_URL = 'mysql://u:p@127.0.0.1/sushi'
const CREATE = {plan: 'heroku-postgresql:essential-0', name: 'pg-sushi', attachment: {name: 'TARGET'}}

describe('add-ons of the sandbox', () => {
  let client: HerokuClient

  beforeEach(async () => {
    client = await startHerokuClient()
  })

  afterEach(() => client.stop())

  const configVars = async () =>
    (await client.call<Record<string, string>>('GET /apps/sushi/config-vars')).body

  const created = async (body: unknown = CREATE) => {
    const {body: addon} = await client.call<Addon>('POST /apps/sushi/addons', body)
    return until(
      async () => (await client.call<Addon>(`GET /apps/sushi/addons/${addon.id}`)).body,
      ({state}) => state !== 'provisioning',
    )
  }

  const attach = (confirm?: string) =>
    client.call('POST /addon-attachments', {addon: 'pg-sushi', app: 'sushi', name: 'DATABASE', confirm})

  it('has its config var only after it is provisioned', async () => {
    const {status, body} = await client.call<Addon>('POST /apps/sushi/addons', CREATE)
    expect(status).to.equal(201)
    expect(body).to.deep.include({state: 'provisioning', config_vars: ['TARGET_URL']})
    expect(await configVars()).not.to.have.property('TARGET_URL')
    const wait = await client.call(`GET /client/v11/databases/${body.id}/wait_status`)
    expect(wait.body['waiting?']).to.equal(true)
    await until(configVars, vars => 'TARGET_URL' in vars)
    const done = await client.call(`GET /client/v11/databases/${body.id}/wait_status`)
    expect(done.body).to.deep.equal({message: 'Available', 'waiting?': false})
  })

  it('creates a real database whose role may do no more than own it', async () => {
    await created()
    const rows = await runSql(
      (await configVars()).TARGET_URL ?? '',
      'CREATE TABLE public.t (id int)',
      `SELECT rolsuper, rolcreatedb, rolcreaterole, rolconnlimit, encoding
       FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    )
    const powers = {rolsuper: false, rolcreatedb: false, rolcreaterole: false}
    expect(rows).to.deep.equal([{...powers, rolconnlimit: 20, encoding: UTF8}])
  })

  it('shows the price only if the plan is asked for', async () => {
    const {id} = await created()
    const plain = await client.call<Addon>(`GET /addons/${id}`)
    const full = await client.call<Addon>(`GET /addons/${id}`, undefined, {'accept-expansion': 'plan'})
    expect(plain.body.plan).not.to.have.property('price')
    expect(full.body.plan.price).to.include({cents: 500})
  })

  it('lists the plans with prices, and says which is the default', async () => {
    const {body} = await client.call<{name: string; default: boolean; price: {cents: number}}[]>(
      'GET /addon-services/heroku-postgresql/plans',
    )
    expect(body.filter(plan => plan.default).map(({name}) => name)).to.deep.equal([
      'heroku-postgresql:essential-0',
    ])
    expect(body.find(({name}) => name.endsWith(':standard-2'))?.price.cents).to.equal(20_000)
  })

  const REFUSED: [string, Record<string, unknown>, number, string][] = [
    ['a name that is taken', {...CREATE, name: 'jawsdb-sushi-12345'}, 422, 'invalid_params'],
    ['a name with a space', {...CREATE, name: 'pg sushi'}, 422, 'invalid_params'],
    ['an unknown plan', {...CREATE, plan: 'heroku-postgresql:mini'}, 422, 'invalid_params'],
    ['a plan for private spaces', {...CREATE, plan: 'heroku-postgresql:private-0'}, 422, 'invalid_params'],
    [
      'an attachment name that is taken',
      {...CREATE, attachment: {name: 'JAWSDB'}},
      423,
      'confirmation_required',
    ],
    ['an attachment name in lower case', {...CREATE, attachment: {name: 'target'}}, 422, 'invalid_params'],
  ]
  for (const [what, body, status, id] of REFUSED) {
    it(`refuses ${what} and creates nothing`, async () => {
      const answer = await client.call('POST /apps/sushi/addons', body)
      expect([answer.status, answer.body.id]).to.deep.equal([status, id])
      const {body: addons} = await client.call<Addon[]>('GET /apps/sushi/addons')
      expect(addons.map(({name}) => name)).to.deep.equal(['jawsdb-sushi-12345'])
    })
  }

  it('says so when provisioning fails', async () => {
    client.heroku.state.settings.provisioning = 'fails'
    const addon = await created()
    expect(addon.state).to.equal('deprovisioned')
    const {body} = await client.call(`GET /client/v11/databases/${addon.id}/wait_status`)
    expect(body['error?']).to.equal(true)
  })

  it('answers 404 a while after it was destroyed, and its database is gone', async () => {
    const {id} = await created()
    const database = client.heroku.state.addons.find(addon => addon.id === id)?.database
    await client.call(`DELETE /apps/sushi/addons/${id}`, {force: false})
    expect((await client.call<Addon>(`GET /apps/sushi/addons/${id}`)).body.state).to.equal('deprovisioning')
    await until(
      () => client.call(`GET /apps/sushi/addons/${id}`),
      ({status}) => status === 404,
    )
    expect(await configVars()).not.to.have.property('TARGET_URL')
    await until(
      () => countDatabases(database?.database),
      count => count === 0,
    )
  })

  it('leaves no database and no role when it is destroyed while these are being created', async () => {
    client.heroku.state.settings.deprovisionDelayMs = 0
    const {body} = await client.call<Addon>('POST /apps/sushi/addons', CREATE)
    const user = client.heroku.state.addons.at(-1)?.database?.user
    const roles = (): Promise<unknown[]> =>
      runSql(postgresUrl(), `SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(user ?? '')}`)
    await until(roles, ({length}) => length === 1)
    await client.call(`DELETE /apps/sushi/addons/${body.id}`, {force: false})
    await until(roles, ({length}) => length === 0)
  })

  it('cannot be destroyed while another app is attached to it', async () => {
    const answer = await client.call('DELETE /apps/sushi/addons/jawsdb-sushi-12345', {force: false})
    expect(answer.status).to.equal(422)
  })

  it('drops every database and role when the sandbox stops', async () => {
    await created()
    const name = client.heroku.state.addons.at(-1)?.database?.database
    expect(await countDatabases(name)).to.equal(1)
    await client.stop()
    expect(await countDatabases(name)).to.equal(0)
    client = await startHerokuClient()
  })

  describe('attachments', () => {
    it('show which apps share an add-on, with plan and config vars only if asked for', async () => {
      const {body} = await client.call<{app: {name: string}; addon: object}[]>(
        'GET /addons/jawsdb-sushi-12345/addon-attachments',
      )
      expect(body.map(({app}) => app.name)).to.deep.equal(['sushi', 'sushi-client'])
      expect(body[0]?.addon).not.to.have.property('plan')
    })

    for (const wanted of ['TARGET', 'TARGET_URL', 'pg-sushi']) {
      it(`resolve ${wanted}`, async () => {
        const {name} = await created()
        const {body} = await client.call<{addon: Addon; config_vars: string[]}[]>(
          'POST /actions/addon-attachments/resolve',
          {addon_attachment: wanted, app: 'sushi'},
          {'accept-inclusion': 'addon:plan,config_vars'},
        )
        expect(body).to.have.length(1)
        expect(body[0]?.addon).to.deep.include({name, plan: {name: 'heroku-postgresql:essential-0'}})
        expect(body[0]?.config_vars).to.deep.equal(['TARGET_URL'])
      })
    }

    it('move DATABASE from one add-on to another with two releases, if confirmed', async () => {
      await created({...CREATE, attachment: {}})
      await created({plan: 'heroku-postgresql:essential-0', name: 'pg-other'})
      const move = {addon: 'pg-other', app: 'sushi', name: 'DATABASE'}
      expect((await client.call('POST /addon-attachments', move)).body.id).to.equal('confirmation_required')
      const last = await client.call('POST /addon-attachments', {...move, confirm: 'sushi'})
      expect(last.body.message).to.match(/last attachment/)
      await client.call('POST /addon-attachments', {addon: 'pg-sushi', app: 'sushi'})
      expect((await client.call('POST /addon-attachments', {...move, confirm: 'sushi'})).status).to.equal(201)
      const {body} = await client.call<{description: string}[]>('GET /apps/sushi/releases')
      expect(body.slice(-2).map(({description}) => description)).to.deep.equal([
        'Detach DATABASE (@ref:pg-sushi)',
        'Attach DATABASE (@ref:pg-other)',
      ])
    })

    it('cannot lose the last one on the app that pays', async () => {
      const {body} = await client.call('GET /apps/sushi/addon-attachments/JAWSDB')
      const {status} = await client.call(`DELETE /addon-attachments/${String(body.id)}`)
      expect(status).to.equal(422)
    })

    it('can be removed from another app', async () => {
      const {body} = await client.call('GET /apps/sushi-client/addon-attachments/JAWSDB')
      expect((await client.call(`DELETE /addon-attachments/${String(body.id)}`)).status).to.equal(200)
      expect((await client.call('GET /apps/sushi-client/config-vars')).body).not.to.have.property(
        'JAWSDB_URL',
      )
    })
  })

  describe('if a user has set DATABASE_URL', () => {
    beforeEach(async () => {
      await client.stop()
      client = await startHerokuClient({
        apps: demoApps({mysqlUrl: MYSQL_URL, config: {DATABASE_URL: MYSQL_URL}}),
      })
      await created()
    })

    it('refuses an attachment DATABASE that is not confirmed', async () => {
      expect((await attach()).status).to.equal(422)
      expect((await configVars()).DATABASE_URL).to.equal(MYSQL_URL)
    })

    it('replaces the value if confirmed, and keeps the old one in the release before', async () => {
      expect((await attach('sushi')).status).to.equal(201)
      expect((await configVars()).DATABASE_URL).to.match(/^postgres:/)
      const {body} = await client.call<{version: number}[]>('GET /apps/sushi/releases')
      const before = await client.call(`GET /apps/sushi/releases/${body.at(-2)!.version}/config-vars`)
      expect(before.body.DATABASE_URL).to.equal(MYSQL_URL)
    })

    it('can be set to refuse until it is unset', async () => {
      client.heroku.state.settings.attachOverUserVar = 'refuse'
      expect((await attach('sushi')).status).to.equal(422)
      await client.call('PATCH /apps/sushi/config-vars', {DATABASE_URL: null})
      expect((await attach()).status).to.equal(201)
    })
  })
})

async function countDatabases(name = ''): Promise<number> {
  const sql = `SELECT 1 FROM pg_database WHERE datname = ${quoteLiteral(name)}`
  return (await runSql(postgresUrl(), sql)).length
}
