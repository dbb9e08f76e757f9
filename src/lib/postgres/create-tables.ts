import type pg from 'pg'
import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {quoteIdentifier} from '../core/quote.js'
import {queryError} from './translate-error.js'

/** How many statements go in one round trip, which over the internet takes as long as executing hundreds of them. */
const TOGETHER = 100

/**
 * Creates extensions, then objects in the given order.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function createTables(
  client: pg.Client,
  entries: readonly ArchiveEntry[],
  extensions: readonly string[],
): Promise<void> {
  try {
    for (const name of extensions)
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)} SCHEMA public`)
    for (let start = 0; start < entries.length; start += TOGETHER) {
      const statements = entries.slice(start, start + TOGETHER).map(({create}) => create)
      await client.query(statements.join(''))
    }
  } catch (error) {
    throw queryError(error, 'create the tables')
  }
}
