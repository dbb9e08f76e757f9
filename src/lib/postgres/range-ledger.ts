import type pg from 'pg'
import {queryError} from './translate-error.js'

// The ledger is a table, in a schema of its own, of the ranges that have arrived. A range's row is written in the range's
// transaction, so that after a lost connection it is known whether the range has to be sent again.

const SCHEMA = 'heroku_pg_migrate_mysql'
const TABLE = `${SCHEMA}.copied_ranges`
const DROP = `DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`

/** Creates an empty ledger. */
export async function createLedger(client: pg.Client): Promise<void> {
  try {
    await client.query(`${DROP}; CREATE SCHEMA ${SCHEMA}; CREATE TABLE ${TABLE} (id integer PRIMARY KEY)`)
  } catch (error) {
    throw queryError(error, 'create the ledger of the copy')
  }
}

export async function dropLedger(client: pg.Client): Promise<void> {
  try {
    await client.query(DROP)
  } catch (error) {
    throw queryError(error, 'drop the ledger of the copy')
  }
}

/** The statement that records a range; it belongs in the range's transaction. */
export function recordSql(id: number): string {
  return `INSERT INTO ${TABLE} VALUES (${id})`
}

/** Whether a range has arrived. Throws MigrationError `target-connection-lost`. */
export async function isRecorded(client: pg.Client, id: number): Promise<boolean> {
  try {
    const {rowCount} = await client.query(`SELECT FROM ${TABLE} WHERE id = $1`, [id])
    return rowCount === 1
  } catch (error) {
    throw queryError(error, 'look whether rows arrived')
  }
}
