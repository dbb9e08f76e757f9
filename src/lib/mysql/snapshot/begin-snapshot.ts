import type {SourceConnection} from '../connect.js'
import {holdTables} from './hold-tables.js'

/**
 * Begins a snapshot: the session sees the database as it is now, until it ends or begins another one. READ COMMITTED would
 * ignore it; sessions are REPEATABLE READ. A session that dies cannot join the snapshot again.
 * Until then nobody can alter these tables. Every session holds them itself: one that did not would have to wait behind
 * somebody who waits to alter a table that another session holds.
 *
 * Returns the snapshot's position in MariaDB's binary log, which is the same text for the same snapshot:
 * https://mariadb.com/kb/en/enhancements-for-start-transaction-with-consistent-snapshot/. Undefined if it is not known.
 */
export async function beginSnapshot(
  connection: SourceConnection,
  tables: readonly string[],
): Promise<string | undefined> {
  await connection.query(
    'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
    'take a consistent snapshot',
  )
  await holdTables(connection, tables)
  if (connection.server.flavor !== 'mariadb') return undefined
  const rows = await connection.query<{Value: string}>("SHOW STATUS LIKE 'binlog_snapshot%'")
  return rows.length === 0 || rows.some(({Value}) => Value === '') ? undefined : JSON.stringify(rows)
}
