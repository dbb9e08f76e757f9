import type {Hazard} from '../core/hazard.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import {connect, type SourceConnection} from '../mysql/connect.js'
import {openSnapshot} from '../mysql/open-snapshot.js'
import {serverPosition} from '../mysql/server-position.js'
import {changedTables} from '../mysql/changed-tables.js'
import type {ChosenSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {readPlan, refuseBlocked, type MigrationPlan} from './read-plan.js'

/** A connection inside one consistent snapshot, and the plan as it stands there: what was written since the first look counts. */
export interface SourceSnapshot {
  plan: MigrationPlan
  reader: SourceConnection
  hazards: Hazard[]
  /** Where the server's binary log stood just before; undefined where that cannot be seen. */
  position: string | undefined
  close: () => Promise<void>
}

/** Takes the snapshot and repeats all checks of the plan on it; refuses what has come to block meanwhile. */
export async function takeSnapshot(
  source: ChosenSource,
  schema: MysqlSchema,
  options: SourceOptions,
): Promise<SourceSnapshot> {
  const position = await positionNow(source)
  const snapshot = await openSnapshot(() => connect(source.address, source.tls), schema, 1)
  try {
    const [reader] = snapshot.readers
    if (!reader) throw new Error('a snapshot of one reader has none')
    const plan = await readPlan(reader, source.address.database, options)
    const hazards = [...snapshot.hazards, ...plan.hazards]
    refuseBlocked(hazards, options.allow)
    return {plan, reader, hazards, position, close: () => snapshot.close()}
  } catch (error) {
    await snapshot.close()
    throw error
  }
}

/**
 * Names the tables that were written to since the snapshot. An unmoved binary log settles it at once;
 * where it moved (other databases move it, too) or cannot be seen, the tables are read on both sides.
 */
export async function changedSince(
  source: ChosenSource,
  {plan, reader, position}: SourceSnapshot,
): Promise<string[]> {
  if (position !== undefined && (await positionNow(source)) === position) return []
  return withConnection(source, now => changedTables(reader, now, plan.mysql))
}

function positionNow(source: ChosenSource): Promise<string | undefined> {
  return withConnection(source, serverPosition)
}

async function withConnection<Found>(
  source: ChosenSource,
  use: (connection: SourceConnection) => Promise<Found>,
): Promise<Found> {
  const connection = await connect(source.address, source.tls)
  try {
    return await use(connection)
  } finally {
    await connection.close()
  }
}
