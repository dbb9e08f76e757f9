import type {Buffer} from 'node:buffer'
import pg from 'pg'

import {connectTarget} from './connect.js'
import {queryError} from './translate-error.js'

/** A session that reads one snapshot of the target and changes nothing. */
export interface TargetReader {
  query<Row extends object>(sql: string): Promise<Row[]>
  /**
   * Reads texts, UTF-8 bytes, as values of a type, and gives what Postgres shows of them; undefined for those that it
   * refuses.
   */
  readAs(type: string, texts: readonly Buffer[]): Promise<(string | undefined)[]>
  close(): Promise<void>
}

/** Values are shown in one way, whatever the database or the role have set; names mean what they do in every database. */
const SETTINGS = [
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, MDY'",
  "SET intervalstyle = 'postgres'",
  "SET bytea_output = 'hex'",
  'SET extra_float_digits = 1',
  'SET search_path = pg_catalog',
  'SET statement_timeout = 0',
  // Compiling these long expressions takes longer than it saves.
  'SET jit = off',
  'SET idle_in_transaction_session_timeout = 0',
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
].join('; ')

/** Throws as `connectTarget` does. */
export async function openReader(url: string): Promise<TargetReader> {
  const client = await connectTarget(url)
  const query = async <Row extends object>(sql: string, values?: unknown[]): Promise<Row[]> => {
    try {
      return (await client.query<Row>(sql, values)).rows
    } catch (error) {
      throw queryError(error, 'compare rows in Postgres')
    }
  }

  try {
    await query(SETTINGS)
    return {query, readAs: (type, texts) => readAs(client, type, texts), close: () => client.end()}
  } catch (error) {
    await client.end()
    throw error
  }
}

/** One refused text fails all: then each is read by itself. */
async function readAs(
  client: pg.Client,
  type: string,
  texts: readonly Buffer[],
): Promise<(string | undefined)[]> {
  if (texts.length === 0) return []
  await client.query('SAVEPOINT reading')
  try {
    const {rows} = await client.query<{text: string}>(
      `SELECT convert_from(bytes, 'UTF8')::${type}::text AS text FROM unnest($1::bytea[]) WITH ORDINALITY each(bytes, place) ORDER BY place`,
      [texts],
    )
    return rows.map(({text}) => text)
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT reading')
    if (!isRefusal(error)) throw queryError(error, `read values as ${type}`)
    if (texts.length === 1) return [undefined]
    const single: (string | undefined)[] = []
    for (const text of texts) single.push(...(await readAs(client, type, [text])))
    return single
  }
}

/** Class 22, data exception: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && Boolean(error.code?.startsWith('22'))
}
