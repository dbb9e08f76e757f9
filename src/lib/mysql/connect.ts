import type mysql from 'mysql2'
import {isIP, type Socket} from 'node:net'

import {MigrationError} from '../core/migration-error.js'
import type {MysqlServer} from '../core/mysql-schema.js'
import type {SourceAddress} from '../core/source-address.js'

import {openWithTls, type SourceTls} from './open-with-tls.js'
import {sessionSettings} from './session-settings.js'
import {connectError, isConnectionLoss, queryError, toDriverError} from './translate-error.js'

/** A session on the source, set up to read it. Its errors are never the driver's. */
export interface SourceConnection {
  server: MysqlServer
  /** The database that the URL named; no other one on the server is read. */
  database: string
  /** Runs a statement; `doing` completes "Couldn't …" when it fails. */
  query<Row extends object>(sql: string, doing?: string): Promise<Row[]>
  /** Runs a statement that the server may refuse, and returns a refusal as a value. */
  attempt<Row extends object>(sql: string, options?: AttemptOptions): Promise<Attempt<Row>>
  /** The driver's own connection, for reading raw rows. */
  raw: mysql.Connection
  /** Bytes that have come from the server. */
  received(): number
  /** Ends the session, with a proper goodbye if that is still possible. */
  close(): Promise<void>
}

export interface AttemptOptions {
  /** Gives values as the bytes that the server sent. */
  asBytes?: boolean
}

/** A session, in this thread or another, that can be queried. */
export interface SqlSession extends Pick<SourceConnection, 'query' | 'received'> {
  attempt<Row extends object>(sql: string): Promise<Attempt<Row>>
}

/** `errno` is the server's number, as in `ERROR 1142 (42000)`. */
export type Attempt<Row> = {rows: Row[]} | {refused: {errno: number; message: string}}

/**
 * Connects to the source and sets the session up.
 * @throws MigrationError with code `source-unreachable`, `source-login-refused`, `source-tls-refused`,
 * `source-database-missing` or `source-too-many-connections`
 */
export async function connect(address: SourceAddress, tls: SourceTls): Promise<SourceConnection> {
  const where = `${address.host}:${address.port}`
  if (tls.mode === 'verify-identity' && isIP(address.host) !== 0) throw noNameToVerify(where)
  const raw = await openWithTls(address, tls).catch((error: unknown) => {
    throw connectError(error, where)
  })
  try {
    return await setUp(raw, address.database)
  } catch (error) {
    await close(raw)
    throw error
  }
}

async function setUp(raw: mysql.Connection, database: string): Promise<SourceConnection> {
  const session = wrap(raw)
  const [row] = await session.query<{version: string}>('SELECT VERSION() AS version')
  const server = serverOf(row?.version ?? '')
  for (const statement of sessionSettings(server)) await session.query(statement, 'set up the MySQL session')
  if (database === '') throw await noDatabaseNamed(session)
  return {...session, server, database}
}

function wrap(raw: mysql.Connection): Omit<SourceConnection, 'database' | 'server'> {
  const run = <Row>(sql: string, {asBytes = false}: AttemptOptions = {}): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      raw.query(asBytes ? {sql, typeCast: field => field.buffer()} : {sql}, (error, rows) =>
        error ? reject(error) : resolve(rows as Row[]),
      )
    })
  const query = <Row extends object>(sql: string, doing = 'read from MySQL'): Promise<Row[]> =>
    run<Row>(sql).catch((error: unknown) => {
      throw queryError(error, doing)
    })
  return {
    raw,
    query,
    async attempt<Row extends object>(sql: string, options?: AttemptOptions): Promise<Attempt<Row>> {
      try {
        return {rows: await run<Row>(sql, options)}
      } catch (error) {
        const {errno, code, message} = toDriverError(error)
        if (errno <= 0 || isConnectionLoss({errno, code, message})) throw queryError(error, 'read from MySQL')
        return {refused: {errno, message}}
      }
    },
    received: () => socketOf(raw).bytesRead,
    close: () => close(raw),
  }
}

function socketOf(raw: mysql.Connection): Socket {
  return (raw as unknown as {stream: Socket}).stream
}

/** A session that is running a statement would end only after it, so the connection is cut after a second. */
async function close(raw: mysql.Connection): Promise<void> {
  const stream = socketOf(raw)
  const ended = new Promise<void>(resolve => {
    stream.once('close', () => resolve())
    if (stream.closed) resolve()
  })
  const cutOff = setTimeout(() => stream.destroy(), 1000)
  raw.end(() => {})
  await ended
  clearTimeout(cutOff)
}

/** Which server it is, by what it says of its version. */
export function serverOf(version: string): MysqlServer {
  return {flavor: /mariadb/i.test(version) ? 'mariadb' : 'mysql', version}
}

async function noDatabaseNamed({query}: Pick<SourceConnection, 'query'>): Promise<MigrationError> {
  const rows = await query<{name: string}>('SELECT schema_name AS name FROM information_schema.schemata')
  const names = rows.map(({name}) => name).filter(name => !SYSTEM_DATABASES.has(name))
  const there = names.length === 0 ? 'the user sees none' : `there are ${names.join(', ')}`
  return new MigrationError(`The source names no database: ${there}.`, {
    code: 'source-database-missing',
    suggestions: ['Name it with --source mysql://USER:PASSWORD@HOST:3306/DATABASE.'],
  })
}

const SYSTEM_DATABASES = new Set(['information_schema', 'mysql', 'performance_schema', 'sys'])

/** For an IP address the driver would check the certificate against `localhost`. */
function noNameToVerify(where: string): MigrationError {
  return new MigrationError(
    `Couldn't connect to MySQL at ${where}: an IP address has no identity to verify.`,
    {
      code: 'source-tls-refused',
      suggestions: ['Use the server’s host name, or --ssl-mode verify-ca.'],
    },
  )
}
