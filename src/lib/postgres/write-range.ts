import type pg from 'pg'
import {MigrationError} from '../core/migration-error.js'
import {copyRows} from './copy-rows.js'
import {recordRange} from './range-ledger.js'
import {queryError} from './translate-error.js'

/** Rows that go over together. */
export interface RangeText {
  /** Unique in the run. */
  id: number
  /** `COPY public.t (a, b) FROM stdin` */
  copySql: string
  /** Postgres table, for messages. */
  table: string
}

/**
 * Writes a range and its row in the ledger in one transaction.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`, or the error of the blocks
 */
export async function writeRange(
  client: pg.Client,
  {id, copySql, table}: RangeText,
  blocks: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await client.query('BEGIN')
    await copyRows(client, copySql, blocks)
    await recordRange(client, id)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error instanceof MigrationError ? error : queryError(error, `copy into table ${table}`)
  }
}
