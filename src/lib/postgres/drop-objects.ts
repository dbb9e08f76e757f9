import pg from 'pg'
import {MigrationError} from '../core/migration-error.js'
import {dropLedger} from './range-ledger.js'
import {queryError} from './translate-error.js'

/** `undefined_table`, `undefined_object`, `undefined_function`, `invalid_schema_name` */
const IS_NOT_THERE = new Set(['42P01', '42704', '42883', '3F000'])

/** The server processes of a run that was killed, or of an abandoned build, may still hold locks. */
const END_OURS = `
  SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
  WHERE datname = current_database() AND usename = current_user AND pid <> pg_catalog.pg_backend_pid()
    AND application_name = current_setting('application_name')`

/**
 * Drops what a run created, as far as it exists, and its ledger; ends other connections of the run.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function dropObjects(client: pg.Client, statements: readonly string[]): Promise<void> {
  try {
    await client.query(END_OURS)
    await dropLedger(client)
    for (const statement of statements) await dropIfThere(client, statement)
  } catch (error) {
    throw error instanceof MigrationError ? error : queryError(error, 'drop what was created')
  }
}

async function dropIfThere(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && IS_NOT_THERE.has(error.code ?? ''))) throw error
  }
}
