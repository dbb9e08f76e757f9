import pg from 'pg'
import {quoteIdentifier} from '../src/lib/core/quote.js'
import type {Place} from './contestant.js'

/** The database that our archive is restored into. */
export const RESTORED = 'bench_restored'

const made = new Set<string>()

/** Creates an empty database, replacing one of that name, that is dropped at the end; returns its URL. */
export async function scratchDatabase({postgresUrl, stops}: Place, name: string): Promise<string> {
  await query(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await query(postgresUrl, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`)
  if (!made.has(name)) stops.unshift(() => query(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  made.add(name)
  return databaseUrl(postgresUrl, name)
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Throws if a table does not hold all rows of the data set: leaving some out would be fast. */
export async function checkRows({rows}: Place, url: string, schema: string): Promise<void> {
  for (const [table, expected] of Object.entries(rows)) {
    const name = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
    const [row] = await query(url, `SELECT count(*)::int AS count FROM ${name}`)
    if (row?.count !== expected)
      throw new Error(`${table} has ${row?.count} rows in Postgres instead of ${expected}.`)
  }
}

async function query(connectionString: string, sql: string): Promise<Array<{count?: number}>> {
  const client = new pg.Client({connectionString})
  await client.connect()
  try {
    return (await client.query<{count?: number}>(sql)).rows
  } finally {
    await client.end()
  }
}
