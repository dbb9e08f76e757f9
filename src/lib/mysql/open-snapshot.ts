import type {Hazard} from '../core/hazard.js'
import type {MysqlSchema} from '../core/mysql-schema.js'

import type {SourceConnection} from './connect.js'
import {lockTables} from './lock-tables.js'
import {notInSnapshot} from './not-in-snapshot.js'
import {isOneSnapshot, snapshotWitness} from './snapshot-witness.js'

/** Connections that all see the database as it was at one moment. */
export interface Snapshot {
  readers: SourceConnection[]
  hazards: Hazard[]
  close(): Promise<void>
}

/**
 * Opens several connections on one consistent snapshot: all tables are locked for reading for the few milliseconds in
 * which they begin. Where that lock cannot be had, the server's binary log positions (or the absence of any other
 * session) show that nothing was written meanwhile; if they do not, that is a hazard.
 * A reader that dies cannot join again.
 */
export async function openSnapshot(
  open: () => Promise<SourceConnection>,
  schema: MysqlSchema,
  readers: number,
): Promise<Snapshot> {
  const connections: SourceConnection[] = []
  const close = async (): Promise<void> => {
    await Promise.all(connections.map(connection => connection.close()))
  }

  try {
    for (let opened = 0; opened < readers; opened++) connections.push(await open())
    // One connection cannot disagree with itself, so it needs no lock.
    const isOne = readers === 1 ? await beginAll(connections) : await beginTogether(open, schema, connections)
    const hazards = [...(isOne ? [] : [SEVERAL_SNAPSHOTS]), ...notInSnapshot(schema)]
    return {readers: connections, hazards, close}
  } catch (error) {
    await close()
    throw error
  }
}

const SEVERAL_SNAPSHOTS: Hazard = {
  code: 'no-lock-privilege',
  severity: 'blocks',
  where: 'the snapshot',
  message: 'Tables could not be locked for a moment, so connections may see different states of the data.',
  remedy: 'Grant LOCK TABLES to the MySQL user, or stop everything that writes.',
}

/** How often it is tried without a lock before somebody is taken to write all the time. */
const ATTEMPTS = 3

async function beginTogether(
  open: () => Promise<SourceConnection>,
  schema: MysqlSchema,
  readers: SourceConnection[],
): Promise<boolean> {
  const locker = await open()
  try {
    if (await lockTables(locker, schema)) return await beginAll(readers)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await snapshotWitness(locker, readers)
      await beginAll(readers)
      if (await isOneSnapshot(before, locker, readers)) return true
    }

    return false
  } finally {
    // Takes its locks along.
    await locker.close()
  }
}

/** Starting a transaction ends the one before. READ COMMITTED would ignore the snapshot; sessions are REPEATABLE READ. */
async function beginAll(readers: SourceConnection[]): Promise<boolean> {
  await Promise.all(
    readers.map(reader =>
      reader.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', 'take a consistent snapshot'),
    ),
  )
  return true
}
