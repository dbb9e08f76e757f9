import {createConnection} from 'mysql2/promise'
import {readFile} from 'node:fs/promises'
import {quoteMysqlIdentifier} from '../src/lib/core/quote.js'

/**
 * Creates the demo's database (a fitness app, a few thousand rows, always the same) on a MariaDB or MySQL server.
 * The URL is that of an account that may create databases; no database of that name may exist.
 */
export async function loadDemoDatabase(serverUrl: string, database = 'fitness'): Promise<void> {
  const sql = await readFile(new URL('demo-database.sql', import.meta.url), 'utf8')
  const connection = await createConnection({uri: serverUrl, charset: 'utf8mb4', multipleStatements: true})
  try {
    await connection.query(`CREATE DATABASE ${quoteMysqlIdentifier(database)} DEFAULT CHARACTER SET utf8mb4`)
    await connection.query(`USE ${quoteMysqlIdentifier(database)}`)
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}
