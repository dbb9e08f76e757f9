import type {SourceConnection} from './connect.js'
import {otherConnections} from './other-connections.js'
import {readGrants} from './read-grants.js'
import {serverPosition} from './server-position.js'

/** What was seen before the readers began, against which it is told whether anybody wrote since. */
export interface SnapshotWitness {
  position: string | undefined
  /** No other session was there; undefined when the user may not see all sessions. */
  alone: boolean | undefined
}

/** Looks at the server from a connection that is no reader, when the readers are connected but have not begun. */
export async function snapshotWitness(
  connection: SourceConnection,
  readers: SourceConnection[],
): Promise<SnapshotWitness> {
  return {position: await serverPosition(connection), alone: await isAlone(connection, readers.length)}
}

/** Whether snapshots that were opened since `before` are all the same, as far as that can be shown. */
export async function isOneSnapshot(
  before: SnapshotWitness,
  connection: SourceConnection,
  readers: SourceConnection[],
): Promise<boolean> {
  if (await haveSamePosition(readers)) return true
  // A commit shows in the data a moment before it shows in the position.
  await new Promise(resolve => {
    setTimeout(resolve, SETTLE_MS)
  })
  const position = await serverPosition(connection)
  if (position !== undefined && position === before.position) return true
  return before.alone === true && (await isAlone(connection, readers.length)) === true
}

const SETTLE_MS = 100

/** MariaDB tells each snapshot's own position: https://mariadb.com/kb/en/enhancements-for-start-transaction-with-consistent-snapshot/. */
async function haveSamePosition(readers: SourceConnection[]): Promise<boolean> {
  const positions = new Set<string>()
  for (const reader of readers) {
    if (reader.server.flavor !== 'mariadb') return false
    const rows = await reader.query<{Value: string}>("SHOW STATUS LIKE 'binlog_snapshot%'")
    if (rows.length === 0 || rows.some(({Value}) => Value === '')) return false
    positions.add(JSON.stringify(rows))
  }

  return positions.size === 1
}

async function isAlone(connection: SourceConnection, readers: number): Promise<boolean | undefined> {
  const grants = await readGrants(connection)
  if (!grants.onServer('PROCESS')) return undefined
  return (await otherConnections(connection)).length <= readers
}
