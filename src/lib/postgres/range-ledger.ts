import type pg from 'pg'
import {queryError} from './translate-error.js'

// A table in a schema of its own that says which ranges are in. Its row is written in the range's transaction, so that
// after a lost connection it tells whether the range has to be sent again.

const SCHEMA = 'heroku_pg_migrate_mysql'
const TABLE = `${SCHEMA}.copied_ranges`

/** Makes an empty ledger. */
export async function createLedger(client: pg.Client): Promise<void> {
  await dropLedger(client)
  await client.query(`CREATE SCHEMA ${SCHEMA}; CREATE TABLE ${TABLE} (id integer PRIMARY KEY)`)
}

export async function dropLedger(client: pg.Client): Promise<void> {
  await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`)
}

/** To be called inside the range's transaction. */
export async function recordRange(client: pg.Client, id: number): Promise<void> {
  await client.query(`INSERT INTO ${TABLE} VALUES ($1)`, [id])
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
