import type {MysqlSchema} from '../../core/mysql-schema.js'

import type {SourceConnection} from '../connect.js'
import {lockTables} from './lock-tables.js'
import {isOneSnapshot, snapshotWitness} from './snapshot-witness.js'

/** A session that a snapshot can be taken in, of this thread or of another; `beginSnapshot` says what is told. */
export interface SnapshotMember {
  begin(): Promise<string | undefined>
}

/**
 * Takes one consistent snapshot in several sessions: all tables are locked for reading for the few milliseconds in
 * which they begin. Where that lock cannot be had, the server's binary log positions (or the absence of any other
 * session) show that nothing was written meanwhile. Tells whether it is one snapshot as far as can be shown.
 * `locker` is a session that is no member; its locks last until it is closed.
 */
export async function beginTogether(
  members: readonly SnapshotMember[],
  locker: SourceConnection,
  schema: MysqlSchema,
): Promise<boolean> {
  if (await lockTables(locker, schema)) {
    await beginAll(members)
    return true
  }

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await snapshotWitness(locker, members.length)
    const positions = await beginAll(members)
    if (await isOneSnapshot(before, locker, positions)) return true
  }

  return false
}

/** How often it is tried without a lock before somebody is taken to write all the time. */
const ATTEMPTS = 3

/** Starting a transaction ends the one before. */
function beginAll(members: readonly SnapshotMember[]): Promise<Array<string | undefined>> {
  return Promise.all(members.map(member => member.begin()))
}
