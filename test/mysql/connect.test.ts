import {expect} from 'chai'
import {readFile} from 'node:fs/promises'
import {createServer, type Socket} from 'node:net'

import {connect, type SourceConnection} from '../../src/lib/mysql/connect.js'
import {onEachSource} from '../servers.js'
import {expectError} from './expect-error.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

interface Setting {
  name: string
  /** What is set for all sessions, as SQL. */
  odd: string
  /** What ours has nevertheless. */
  value: string
  only?: 'mariadb' | 'mysql'
}

describe('connect', () => {
  onEachSource(source => {
    let database: SourceDatabase
    const open: SourceConnection[] = []
    const reach = async (...args: Parameters<typeof connect>): Promise<SourceConnection> => {
      const connection = await connect(...args)
      open.push(connection)
      return connection
    }

    before(async () => {
      database = await createSourceDatabase(source)
    })
    afterEach(async () => {
      for (const connection of open.splice(0)) await connection.close()
    })
    after(() => database.drop())

    it('says which kind of server it is', async () => {
      const {server} = await reach(database.address, {mode: 'preferred'})
      expect(server.flavor).to.equal(source.flavor)
      expect(server.version).to.match(/^\d+\.\d+/)
    })

    const settings: Setting[] = [
      {name: 'time_zone', odd: "'+05:45'", value: '+00:00'},
      {name: 'sql_mode', odd: "'PAD_CHAR_TO_FULL_LENGTH'", value: ''},
      {name: 'net_write_timeout', odd: '1', value: '600'},
      {name: 'wait_timeout', odd: '5', value: '28800'},
      {name: 'character_set_results', odd: "'latin1'", value: 'utf8mb4'},
      {name: 'sql_select_limit', odd: '2', value: '18446744073709551615'},
      {name: 'autocommit', odd: '0', value: '1'},
      {name: 'sql_quote_show_create', odd: '0', value: '1'},
      {name: 'idle_transaction_timeout', odd: '3', value: '0', only: 'mariadb'},
      {name: 'idle_readonly_transaction_timeout', odd: '3', value: '0', only: 'mariadb'},
      {name: 'show_gipk_in_create_table_and_information_schema', odd: '0', value: '1', only: 'mysql'},
      {name: 'system_versioning_asof', odd: "'2000-01-01'", value: 'DEFAULT', only: 'mariadb'},
    ]
    it("sets the session up, whatever the server's defaults are", async () => {
      const known = settings.filter(({only = source.flavor}) => only === source.flavor)
      try {
        for (const {name, odd} of known) await database.run(`SET GLOBAL ${name} = ${odd}`)
        const connection = await reach(database.address, {mode: 'preferred'})
        for (const {name, value} of known) {
          const [row] = await connection.query<{value: number | string}>(`SELECT @@session.${name} AS value`)
          expect(String(row?.value), name).to.equal(value)
        }
      } finally {
        for (const {name} of known) await database.run(`SET GLOBAL ${name} = DEFAULT`)
      }
    })

    it('cannot write to the source', async () => {
      await database.run('CREATE TABLE untouched (id INT)')
      const connection = await reach(database.address, {mode: 'preferred'})
      await expectError(connection.query('INSERT INTO untouched VALUES (1)'), 'source-query-failed')
      const {n} = await database.row('SELECT COUNT(*) AS n FROM untouched')
      expect(n).to.equal(0)
    })

    for (const mode of ['disabled', 'preferred'] as const)
      it(`logs in with a password of special characters, TLS ${mode}`, async () => {
        const user = await database.createUser('SELECT ON {}.*')
        // Empties the cache of caching_sha2_password, so that the whole exchange happens.
        await database.run('FLUSH PRIVILEGES')
        for (let times = 0; times < 2; times++) {
          const connection = await reach(user, {mode})
          const [row] = await connection.query<{user: string}>('SELECT USER() AS user')
          expect(row?.user).to.match(new RegExp(`^${user.user}@`))
        }
      })

    it('refuses a wrong password without repeating it', async () => {
      const user = await database.createUser('SELECT ON {}.*')
      const error = await expectError(
        connect({...user, password: 'wr0ng!'}, {mode: 'preferred'}),
        'source-login-refused',
      )
      expect(error.message).to.include(user.user)
      expect(JSON.stringify(error) + error.stack).not.to.include('wr0ng!')
    })

    it('says that a database is missing', async () => {
      const address = {...database.address, database: 'no such database'}
      await expectError(connect(address, {mode: 'preferred'}), 'source-database-missing')
    })

    it('says that the user may not use the database', async () => {
      const user = await database.createUser()
      await expectError(connect(user, {mode: 'preferred'}), 'source-database-missing')
    })

    it('lists the databases when none is named', async () => {
      const promise = connect({...database.address, database: ''}, {mode: 'preferred'})
      const error = await expectError(promise, 'source-database-missing')
      expect(error.message).to.include(database.address.database)
    })

    it('says that nothing listens there', async () => {
      const error = await expectError(
        connect({...database.address, port: 1}, {mode: 'preferred'}),
        'source-unreachable',
      )
      expect(error.message).to.include('127.0.0.1:1')
    })

    it('says that a host name is unknown', async () => {
      await expectError(
        connect({...database.address, host: 'db.invalid'}, {mode: 'preferred'}),
        'source-unreachable',
      )
    })

    it('says that a server has too many connections', async () => {
      const user = await database.createUser('SELECT ON {}.*')
      for (const host of ['%', 'localhost'])
        await database.run(`ALTER USER '${user.user}'@'${host}' WITH MAX_USER_CONNECTIONS 1`)
      await reach(user, {mode: 'preferred'})
      await expectError(connect(user, {mode: 'preferred'}), 'source-too-many-connections')
    })

    it('turns a lost connection into an error of our own, whenever it is lost', async () => {
      const idle = await reach(database.address, {mode: 'preferred'})
      const busy = await reach(database.address, {mode: 'preferred'})
      const sleeping = expectError(busy.query('SELECT SLEEP(20)'), 'source-connection-lost')
      for (const {raw} of [idle, busy]) await database.endSession(raw.threadId)
      await sleeping
      await expectError(idle.query('SELECT 1'), 'source-connection-lost')
      await expectError(idle.attempt('SELECT 1'), 'source-connection-lost')
    })

    it('returns a refusal as a value, with the server’s error number', async () => {
      const connection = await reach(database.address, {mode: 'preferred'})
      const answer = await connection.attempt('SELECT * FROM no_such_table')
      expect('refused' in answer && answer.refused.errno).to.equal(1146)
    })

    it('verifies the server’s certificate, and its name', async function () {
      const caFile = source.caFile()
      if (!caFile) this.skip()
      const ca = await readFile(caFile, 'utf8')
      const named = {...database.address, host: 'localhost'}
      for (const [address, mode] of [
        [database.address, 'verify-ca'],
        [named, 'verify-identity'],
      ] as const) {
        const connection = await reach(address, {mode, ca})
        const [row] = await connection.query<{Value: string}>("SHOW STATUS LIKE 'Ssl_cipher'")
        expect(row?.Value).not.to.equal('')
      }
    })

    it('refuses a server whose certificate no known authority signed', async () => {
      await expectError(connect(database.address, {mode: 'verify-ca'}), 'source-tls-refused')
    })

    it('says that an IP address has no identity to verify', async () => {
      const error = await expectError(
        connect(database.address, {mode: 'verify-identity'}),
        'source-tls-refused',
      )
      expect(error.suggestions.join(' ')).to.include('verify-ca')
    })
  })

  it("gives up on a server that does not speak MySQL's protocol", async () => {
    const sockets: Socket[] = []
    const server = createServer(socket => {
      sockets.push(socket)
      socket.end('SSH-2.0-OpenSSH_9.2\r\n')
    })
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const {port} = server.address() as {port: number}
    const address = {host: '127.0.0.1', port, user: 'app', password: 'secret', database: 'shop'}
    try {
      await expectError(connect(address, {mode: 'preferred'}), 'source-unreachable')
    } finally {
      server.close()
    }
  })
})
