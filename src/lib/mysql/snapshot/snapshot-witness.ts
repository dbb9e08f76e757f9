import type {SourceConnection} from '../connect.js'
import {otherConnections} from './other-connections.js'
import {readGrants} from '../catalog/read-grants.js'
import {serverPosition} from '../server-position.js'

/** What was seen before the readers began; from it follows whether anybody has written since. */
export interface SnapshotWitness {
  position: string | undefined
  /** Whether there was no other session; undefined if the user may not see all sessions. */
  alone: boolean | undefined
}

/** Looks at the server from a connection that is not a member, when the members are connected but have not begun. */
export async function snapshotWitness(
  connection: SourceConnection,
  members: number,
): Promise<SnapshotWitness> {
  return {position: await serverPosition(connection), alone: await isAlone(connection, members)}
}

/** Whether all snapshots that were begun since `before` are the same; `positions` are the results of `beginSnapshot`. */
export async function isOneSnapshot(
  before: SnapshotWitness,
  connection: SourceConnection,
  positions: ReadonlyArray<string | undefined>,
): Promise<boolean> {
  if (positions[0] !== undefined && new Set(positions).size === 1) return true
  // A commit is visible in the data a moment before the position moves.
  await new Promise(resolve => {
    setTimeout(resolve, SETTLE_MS)
  })
  const position = await serverPosition(connection)
  if (position !== undefined && position === before.position) return true
  return before.alone === true && (await isAlone(connection, positions.length)) === true
}

const SETTLE_MS = 100

async function isAlone(connection: SourceConnection, members: number): Promise<boolean | undefined> {
  const grants = await readGrants(connection)
  if (!grants.onServer('PROCESS')) return undefined
  return (await otherConnections(connection)).length <= members
}
