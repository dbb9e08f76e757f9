import {randomBytes} from 'node:crypto'
import pg from 'pg'
import {quoteIdentifier, quoteLiteral} from '../../src/lib/core/quote.js'

/** The real server that holds the add-ons' databases, and its client programs. */
export interface PostgresServer {
  /** A superuser's URL; add-ons never see it. */
  adminUrl: string
  /** First words of a command that runs the server's own version of pg_restore, and of pg_dump. */
  pgRestore: string[]
  pgDump: string[]
}

/** One add-on's database: its owner is a plain role that can log in and nothing more, as on Heroku. */
export interface PostgresDatabase {
  host: string
  port: number
  user: string
  password: string
  database: string
  connectionLimit: number
}

/** Chooses random names and a password as Heroku does; creates nothing yet. */
export function newPostgresDatabase(adminUrl: string, connectionLimit: number): PostgresDatabase {
  const {hostname, port} = new URL(adminUrl)
  return {
    host: hostname,
    port: Number(port || 5432),
    user: `u${randomBytes(7).toString('hex')}`,
    password: `p${randomBytes(32).toString('hex')}`,
    database: `d${randomBytes(7).toString('hex')}`,
    connectionLimit,
  }
}

/** The URL that the add-on's config var holds. */
export function databaseUrl(database: PostgresDatabase): string {
  const {user, password, host, port, database: name} = database
  return `postgres://${user}:${password}@${host}:${port}/${name}`
}

/** Creates the role and its empty database. */
export async function createDatabase(adminUrl: string, database: PostgresDatabase): Promise<void> {
  const role = quoteIdentifier(database.user)
  await asAdmin(adminUrl, async client => {
    await client.query(
      `CREATE ROLE ${role} LOGIN PASSWORD ${quoteLiteral(database.password)} CONNECTION LIMIT ${database.connectionLimit}`,
    )
    await createEmpty(client, database)
  })
}

/** Empties the database as Heroku's reset does: by dropping it, with all its connections, and creating it again. */
export async function resetDatabase(adminUrl: string, database: PostgresDatabase): Promise<void> {
  await asAdmin(adminUrl, async client => {
    await client.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(database.database)} WITH (FORCE)`)
    await createEmpty(client, database)
  })
}

/** Drops the database, with all its connections, and its role. */
export async function dropDatabase(adminUrl: string, database: PostgresDatabase): Promise<void> {
  await asAdmin(adminUrl, async client => {
    await client.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(database.database)} WITH (FORCE)`)
    await client.query(`DROP ROLE IF EXISTS ${quoteIdentifier(database.user)}`)
  })
}

/** Installs extensions (`hstore`, or `myschema.hstore`), which is up to Heroku, not to the add-on's role. */
export async function installExtensions(
  adminUrl: string,
  database: PostgresDatabase,
  extensions: string[],
): Promise<void> {
  const url = new URL(adminUrl)
  url.pathname = `/${database.database}`
  await asAdmin(url.href, async client => {
    for (const extension of extensions) {
      const [schema, name] = extension.includes('.') ? extension.split('.', 2) : ['public', extension]
      await client.query(
        `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name ?? '')} SCHEMA ${quoteIdentifier(schema ?? '')}`,
      )
    }
  })
}

async function createEmpty(client: pg.Client, database: PostgresDatabase): Promise<void> {
  const name = quoteIdentifier(database.database)
  await client.query(
    `CREATE DATABASE ${name} OWNER ${quoteIdentifier(database.user)} TEMPLATE template0 ENCODING 'UTF8'`,
  )
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
}

/** Runs something with a superuser's connection. */
export async function asAdmin<T>(adminUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({connectionString: adminUrl})
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
