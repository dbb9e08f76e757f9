import type pg from 'pg'
import {queryError} from './translate-error.js'

// A table in a schema of its own that says which ranges are in. Its row is written in the range's transaction, so that
// after a lost connection it tells whether the range has to be sent again.

const SCHEMA = 'heroku_pg_migrate_mysql'
const TABLE = `${SCHEMA}.copied_ranges`
const DROP = `DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`

/** Makes an empty ledger. */
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

/** The statement that belongs into the range's transaction. */
export function recordSql(id: number): string {
  return `INSERT INTO ${TABLE} VALUES (${id})`
}

/** @throws MigrationError `target-connection-lost` */
export async function isRecorded(client: pg.Client, id: number): Promise<boolean> {
  try {
    const {rowCount} = await client.query(`SELECT FROM ${TABLE} WHERE id = $1`, [id])
    return rowCount === 1
  } catch (error) {
    throw queryError(error, 'look whether rows arrived')
  }
}
