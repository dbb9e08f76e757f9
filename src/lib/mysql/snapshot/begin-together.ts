import type {MysqlSchema} from '../../core/mysql-schema.js'

import type {SourceConnection} from '../connect.js'
import {holdTables, tableNames} from './hold-tables.js'
import {lockTables} from './lock-tables.js'
import {isOneSnapshot, snapshotWitness} from './snapshot-witness.js'

/** A session, in this thread or another, that can take part in a snapshot; see `beginSnapshot` for the result. */
export interface SnapshotMember {
  begin(tables: readonly string[]): Promise<string | undefined>
}

/**
 * Takes one consistent snapshot in several sessions: all tables are locked for reading for the few milliseconds that it
 * takes to begin. If they cannot be locked, the server's binary log positions (or the absence of any other session) can
 * show that nothing was written in between, and the locker keeps others from altering a table. Returns whether it is
 * certainly one snapshot. `locker` is a session that is not a member; its locks last until it is closed.
 */
export async function beginTogether(
  members: readonly SnapshotMember[],
  locker: SourceConnection,
  schema: MysqlSchema,
): Promise<boolean> {
  const tables = tableNames(schema)
  if (await lockTables(locker, schema)) {
    await beginAll(members, tables)
    return true
  }

  await locker.query('START TRANSACTION READ ONLY')
  await holdTables(locker, tables)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await snapshotWitness(locker, members.length)
    const positions = await beginAll(members, tables)
    if (await isOneSnapshot(before, locker, positions)) return true
  }

  return false
}

/** How often to try without a lock; after that, somebody is assumed to write all the time. */
const ATTEMPTS = 3

/** Starting a transaction ends the previous one. */
function beginAll(
  members: readonly SnapshotMember[],
  tables: readonly string[],
): Promise<Array<string | undefined>> {
  return Promise.all(members.map(member => member.begin(tables)))
}
