import mysql from 'mysql2/promise'

import type {SourceAddress} from '../../src/lib/core/source-address.js'
import {connect, type SourceConnection} from '../../src/lib/mysql/connect.js'
import type {Source} from '../servers.js'

/** A database of a test's own on a real server, and its users. */
export interface SourceDatabase {
  address: SourceAddress
  /** The same as `--source` takes it. */
  url(): string
  /** Runs statements as the superuser, one after another, with an empty sql_mode. */
  run(...statements: string[]): Promise<void>
  /** First row of a statement run as the superuser. */
  row(sql: string): Promise<Record<string, unknown>>
  /** Rows of a statement run as the superuser, every value as text. */
  texts(sql: string): Promise<(string | null)[][]>
  /** Ends a session as the superuser. One that has ended by itself meanwhile is no error. */
  endSession(id: number): Promise<void>
  /** The plugin's own connection, as the superuser. */
  open(): Promise<SourceConnection>
  /** Creates a user with these privileges, each as `SELECT ON {}.*`, where `{}` is the database. */
  createUser(...grants: string[]): Promise<SourceAddress>
  drop(): Promise<void>
}

let created = 0

/** Creates an empty utf8mb4 database with a name that needs quoting. */
export async function createSourceDatabase(source: Source): Promise<SourceDatabase> {
  const server = new URL(source.url())
  const name = `it's my-\`db\` ${process.pid}_${++created}`
  const quoted = mysql.escapeId(name, true)
  const login = {user: decodeURIComponent(server.username), password: decodeURIComponent(server.password)}
  const address = {host: server.hostname, port: Number(server.port), ...login, database: name}
  const admin = await mysql.createConnection({
    host: address.host,
    port: address.port,
    ...login,
    charset: 'UTF8MB4_GENERAL_CI',
  })
  const users: string[] = []
  await admin.query(`CREATE DATABASE ${quoted} DEFAULT CHARACTER SET utf8mb4`)
  await admin.query(`USE ${quoted}`)
  await admin.query("SET sql_mode = ''")
  await admin.query('SET foreign_key_checks = 0')
  return {
    address,
    url() {
      const {host, port, user, password} = address
      const account = [user, password].map(text => encodeURIComponent(text)).join(':')
      return `mysql://${account}@${host}:${port}/${encodeURIComponent(name)}`
    },
    async run(...statements) {
      for (const statement of statements) await admin.query(statement)
    },
    async row(sql) {
      const [rows] = await admin.query<mysql.RowDataPacket[]>(sql)
      return rows[0] ?? {}
    },
    async texts(sql) {
      const [rows] = await admin.query<mysql.RowDataPacket[][]>({sql, rowsAsArray: true})
      return rows.map(row => row.map((value: unknown) => (value === null ? null : String(value))))
    },
    async endSession(id) {
      await admin.query(`KILL ${id}`).catch((error: mysql.QueryError) => {
        if (error.code !== 'ER_NO_SUCH_THREAD') throw error
      })
    },
    open: () => connect(address, {mode: 'preferred'}),
    async createUser(...grants) {
      const user = `test_${process.pid}_${++created}`
      const password = 'p@ss:#$%/?'
      // The name of a database in a grant is a pattern.
      const pattern = quoted.replaceAll('_', String.raw`\_`)
      for (const account of accounts(user)) {
        await admin.query(`CREATE USER ${account} IDENTIFIED BY '${password}'`)
        for (const grant of grants) {
          const object = grant.includes('{}.*') ? pattern : quoted
          await admin.query(`GRANT ${grant.replace('{}', object)} TO ${account}`)
        }
      }

      users.push(user)
      return {...address, user, password}
    },
    async drop() {
      for (const user of users) await admin.query(`DROP USER ${accounts(user).join(', ')}`)
      await admin.query(`DROP DATABASE ${quoted}`)
      await admin.end()
    },
  }
}

/** A fresh MariaDB has an anonymous user at localhost, which is taken before one at `%`. */
function accounts(user: string): string[] {
  return [`'${user}'@'%'`, `'${user}'@'localhost'`]
}
