import type {SourceConnection} from '../connect.js'

/**
 * Begins a snapshot: the session sees the database as it is now, until it ends or begins another one. READ COMMITTED would
 * ignore it; sessions are REPEATABLE READ. A session that dies cannot join the snapshot again.
 *
 * Returns the snapshot's position in MariaDB's binary log, which is the same text for the same snapshot:
 * https://mariadb.com/kb/en/enhancements-for-start-transaction-with-consistent-snapshot/. Undefined if it is not known.
 */
export async function beginSnapshot(connection: SourceConnection): Promise<string | undefined> {
  await connection.query(
    'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
    'take a consistent snapshot',
  )
  if (connection.server.flavor !== 'mariadb') return undefined
  const rows = await connection.query<{Value: string}>("SHOW STATUS LIKE 'binlog_snapshot%'")
  return rows.length === 0 || rows.some(({Value}) => Value === '') ? undefined : JSON.stringify(rows)
}
