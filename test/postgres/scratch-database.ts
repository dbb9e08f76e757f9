import {randomBytes} from 'node:crypto'
import pg from 'pg'
import {quoteIdentifier} from '../../src/lib/core/quote.js'

/** A database of a test's own. */
export interface ScratchDatabase {
  /** For its owner, who is no superuser: what Heroku gives to an app. */
  url: string
  /** For a superuser. */
  adminUrl: string
  /** Name of the database and of its owner. */
  name: string
  drop(): Promise<void>
}

/** Creates an empty database and a role that owns it, on the server of a superuser's URL. */
export async function createDatabase(superuserUrl: string): Promise<ScratchDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await runSql(superuserUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'secret'`)
  await runSql(superuserUrl, `CREATE DATABASE ${name} OWNER ${name}`)
  return {
    name,
    url: withParts(superuserUrl, {username: name, password: 'secret', pathname: `/${name}`}),
    adminUrl: withParts(superuserUrl, {pathname: `/${name}`}),
    async drop() {
      await runSql(superuserUrl, `DROP DATABASE ${name} WITH (FORCE)`)
      await runSql(superuserUrl, `DROP ROLE ${quoteIdentifier(name)}`)
    },
  }
}

/** A database like another one, to be changed. Both URLs are a superuser's. */
export async function copyDatabase(url: string): Promise<{url: string; drop(): Promise<void>}> {
  const name = new URL(url).pathname.slice(1)
  const copy = `${name}_copy`
  const server = withParts(url, {pathname: '/postgres'})
  await runSql(server, `CREATE DATABASE ${copy} TEMPLATE ${name}`)
  return {
    url: withParts(url, {pathname: `/${copy}`}),
    async drop() {
      await runSql(server, `DROP DATABASE ${copy} WITH (FORCE)`)
    },
  }
}

/** Runs statements on a connection of their own; rows are those of the last one. */
export async function runSql<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    let rows: Row[] = []
    for (const sql of statements) rows = (await client.query<Row>(sql)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** A URL with other parts: `{hostname: 'db.invalid'}`. */
export function withParts(
  url: string,
  parts: Partial<Pick<URL, 'hostname' | 'password' | 'pathname' | 'port' | 'search' | 'username'>>,
): string {
  return Object.assign(new URL(url), parts).href
}
