import {expect} from 'chai'
import {createConnection, type RowDataPacket} from 'mysql2/promise'
import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {promisify} from 'node:util'
import pg from 'pg'
import {onEachPostgres, onEachSource} from '../../servers.js'

onEachSource(({flavor, url, caFile}) => {
  describe('a started MySQL server', () => {
    it(`is ${flavor}`, async () => {
      const connection = await createConnection(url())
      const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version')
      await connection.end()
      expect(rows[0]!.version.includes('MariaDB')).to.equal(flavor === 'mariadb')
    })

    it('has a certificate for its address', async function () {
      const file = caFile()
      if (!file) this.skip()
      const ssl = {ca: await readFile(file, 'utf8'), rejectUnauthorized: true, verifyIdentity: true}
      const connection = await createConnection({uri: url(), ssl})
      const [rows] = await connection.query<RowDataPacket[]>("SHOW STATUS LIKE 'Ssl_cipher'")
      await connection.end()
      expect(rows[0]!.Value).to.not.equal('')
    })
  })
})

onEachPostgres(({name, url, pgRestore, caFile}) => {
  describe('a started Postgres server', () => {
    it('has the version of its pg_restore', async () => {
      const client = new pg.Client({connectionString: url()})
      await client.connect()
      const {rows} = await client.query('SHOW server_version')
      await client.end()
      const [program = '', ...args] = pgRestore
      const {stdout} = await promisify(execFile)(program, [...args, '--version'])
      const version = String(rows[0].server_version).split('.')[0]
      expect(name).to.equal(`Postgres ${version}`)
      expect(stdout).to.contain(`(PostgreSQL) ${version}.`)
    })

    it('has a certificate for its address', async function () {
      const file = caFile()
      if (!file) this.skip()
      const client = new pg.Client({connectionString: url(), ssl: {ca: await readFile(file, 'utf8')}})
      await client.connect()
      const {rows} = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
      await client.end()
      expect(rows).to.deep.equal([{ssl: true}])
    })
  })
})
