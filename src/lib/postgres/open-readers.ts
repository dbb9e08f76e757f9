import type {Buffer} from 'node:buffer'
import type {Socket} from 'node:net'
import pg from 'pg'

import {quoteLiteral} from '../core/quote.js'
import {connectTarget} from './connect.js'
import {freeConnections} from './free-connections.js'
import {queryError} from './translate-error.js'

/** A session that reads one snapshot of the target and changes nothing. */
export interface TargetReader {
  query<Row extends object>(sql: string): Promise<Row[]>
  /**
   * Reads texts (UTF-8 bytes) as values of a type and returns how Postgres shows them; undefined for those that it
   * refuses.
   */
  readAs(type: string, texts: readonly Buffer[]): Promise<(string | undefined)[]>
  /** Bytes that have come from the server. */
  received(): number
  close(): Promise<void>
}

/** Names mean the same in every database; compiling these long expressions would take longer than it saves. */
const SETTINGS = 'SET search_path = pg_catalog; SET jit = off'
const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'

/**
 * Opens `count` sessions on one snapshot, or as many of them as the server allows, at least one.
 * Throws as `connectTarget` does.
 */
export async function openReaders(url: string, count: number): Promise<TargetReader[]> {
  const client = await connectTarget(url)
  const readers: TargetReader[] = [readerOf(client)]
  try {
    await ask(client, `${SETTINGS}; ${BEGIN}`)
    const others = Math.min(count - 1, await freeConnections(client))
    if (others < 1) return readers
    const [exported] = await ask<{snapshot: string}>(client, 'SELECT pg_export_snapshot() AS snapshot')
    const begin = `${SETTINGS}; ${BEGIN}; SET TRANSACTION SNAPSHOT ${quoteLiteral(exported!.snapshot)}`
    const opened = await Promise.allSettled(Array.from({length: others}, () => openOther(url, begin)))
    return [...readers, ...opened.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))]
  } catch (error) {
    await client.end()
    throw error
  }
}

/** Opens a session in which each statement sees the target as it is then. Throws as `connectTarget` does. */
export async function openLiveReader(url: string): Promise<TargetReader> {
  return openOther(url, `${SETTINGS}; SET default_transaction_read_only = on`)
}

async function openOther(url: string, begin: string): Promise<TargetReader> {
  const client = await connectTarget(url)
  try {
    await ask(client, begin)
    return readerOf(client)
  } catch (error) {
    await client.end()
    throw error
  }
}

function readerOf(client: pg.Client): TargetReader {
  const {stream} = (client as unknown as {connection: {stream: Socket}}).connection
  return {
    query: sql => ask(client, sql),
    readAs: (type, texts) => readAs(client, type, texts),
    received: () => stream.bytesRead,
    close: () => client.end(),
  }
}

async function ask<Row extends object>(client: pg.Client, sql: string): Promise<Row[]> {
  try {
    return (await client.query<Row>(sql)).rows
  } catch (error) {
    throw queryError(error, 'compare rows in Postgres')
  }
}

/** A single refused text makes all of them fail; then each is read alone. */
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
