import {expect} from 'chai'
import {createServer, type Server} from 'node:net'
import {MigrationError} from '../../src/lib/core/migration-error.js'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {failureOf} from '../failure-of.js'
import {onEachPostgres} from '../servers.js'
import {createDatabase, runSql, type ScratchDatabase, withParts} from './scratch-database.js'

/** What a role may have set, and what a session of ours has nevertheless. */
const SETTINGS = [
  {name: 'statement_timeout', odd: '1min', value: '0'},
  {name: 'lock_timeout', odd: '1s', value: '0'},
  {name: 'idle_in_transaction_session_timeout', odd: '1s', value: '0'},
  {name: 'standard_conforming_strings', odd: 'off', value: 'on'},
  {name: 'quote_all_identifiers', odd: 'on', value: 'off'},
  {name: 'timezone', odd: 'Asia/Tokyo', value: 'UTC'},
  {name: 'datestyle', odd: 'SQL, DMY', value: 'ISO, MDY'},
  {name: 'intervalstyle', odd: 'sql_standard', value: 'postgres'},
  {name: 'bytea_output', odd: 'escape', value: 'hex'},
  {name: 'extra_float_digits', odd: '-10', value: '1'},
  {name: 'default_transaction_isolation', odd: 'serializable', value: 'read committed'},
]

onEachPostgres(({url}) => {
  describe('connectTarget', () => {
    let database: ScratchDatabase

    before(async () => {
      database = await createDatabase(url())
    })

    after(() => database.drop())

    it('connects, and says who it is', async () => {
      const client = await connectTarget(database.url)
      const {rows} = await client.query(
        "SELECT current_user AS name, current_setting('application_name') AS application",
      )
      await client.end()
      expect(rows).to.deep.equal([{name: database.name, application: 'pg:migrate-mysql'}])
    })

    it("sets the session up, whatever the role's defaults are", async () => {
      for (const {name, odd} of SETTINGS)
        await runSql(url(), `ALTER ROLE ${database.name} SET ${name} = '${odd}'`)
      const client = await connectTarget(database.url)
      for (const {name, value} of SETTINGS) {
        const {rows} = await client.query<{value: string}>(`SELECT current_setting('${name}') AS value`)
        expect(rows[0]!.value, name).to.equal(value)
      }
      await client.end()
      await runSql(url(), `ALTER ROLE ${database.name} RESET ALL`)
    })

    it('survives a connection that ends between two statements', async () => {
      const client = await connectTarget(database.url)
      const {rows} = await client.query<{pid: number}>('SELECT pg_backend_pid() AS pid')
      const ended = new Promise<void>(resolve => {
        client.once('end', resolve)
      })
      await runSql(url(), `SELECT pg_terminate_backend(${rows[0]!.pid})`)
      await ended
      expect(await failureOf(client.query('SELECT 1'))).to.be.instanceOf(Error)
    })

    const failures: Array<{name: string; code: string; of: () => string}> = [
      {
        name: 'a host that does not exist',
        code: 'target-unreachable',
        of: () => withParts(database.url, {hostname: 'nowhere.invalid'}),
      },
      {
        name: 'a port on which nothing listens',
        code: 'target-unreachable',
        of: () => withParts(database.url, {port: '1'}),
      },
      {
        name: 'a database that does not exist',
        code: 'target-database-missing',
        of: () => withParts(database.url, {pathname: '/missing'}),
      },
      {
        name: 'a role that does not exist',
        code: 'target-login-refused',
        of: () => withParts(database.url, {username: 'nobody_at_all', password: 'hush-hush'}),
      },
    ]
    for (const {name, code, of} of failures)
      it(`reports ${name}`, async () => {
        const error = await failureOf(connectTarget(of(), {patience: 0}))
        expect(error).to.be.instanceOf(MigrationError).with.property('code', code)
        expect(JSON.stringify(error) + String(error)).to.not.match(/secret|hush-hush/)
        expect((error as MigrationError).suggestions).to.not.be.empty
      })

    describe('over TLS', () => {
      before(async function () {
        const [server] = await runSql<{ssl: string}>(url(), 'SHOW ssl')
        if (server!.ssl === 'off') this.skip()
      })

      it('is encrypted if the URL asks for it, whoever signed the certificate', async () => {
        const client = await connectTarget(withParts(database.url, {search: 'sslmode=require'}))
        const {rows} = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
        await client.end()
        expect(rows).to.deep.equal([{ssl: true}])
      })

      it('is refused if the certificate has to be verified and its authority is unknown', async () => {
        const error = await failureOf(connectTarget(withParts(database.url, {search: 'sslmode=verify-full'})))
        expect(error).to.have.property('code', 'target-tls-refused')
        expect(String(error)).to.match(/certificate/)
      })
    })

    it('gives up on a host name that stays unknown', async () => {
      const started = Date.now()
      const nowhere = withParts(database.url, {hostname: 'nowhere.invalid'})
      await failureOf(connectTarget(nowhere, {patience: 1500}))
      expect(Date.now() - started).to.be.within(1500, 10_000)
    })
  })
})

describe('connectTarget', () => {
  let server: Server
  let port: string

  before(async () => {
    // What a Postgres without TLS answers when it is asked for TLS.
    server = createServer(socket => socket.once('data', () => socket.end('N')))
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve)
    })
    port = String((server.address() as {port: number}).port)
  })

  after(() => server.close())

  it('does not go on without TLS', async () => {
    const url = `postgres://u:secret@127.0.0.1:${port}/d?sslmode=require`
    expect(await failureOf(connectTarget(url))).to.have.property('code', 'target-tls-refused')
  })

  it('reports a certificate file that cannot be read', async () => {
    const url = `postgres://u:secret@127.0.0.1:${port}/d?sslrootcert=/no/such/file`
    const error = await failureOf(connectTarget(url))
    expect(error).to.have.property('code', 'bad-target-url')
    expect(String(error)).to.include('/no/such/file')
  })
})
