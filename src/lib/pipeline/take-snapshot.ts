import type {Hazard} from '../core/hazard.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import {connect, type SourceConnection} from '../mysql/connect.js'
import {openSnapshot} from '../mysql/open-snapshot.js'
import type {ChosenSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {readPlan, refuseBlocked, type MigrationPlan} from './read-plan.js'

/** A connection inside one consistent snapshot, and the plan as it stands there: what was written since the first look counts. */
export interface SourceSnapshot {
  plan: MigrationPlan
  reader: SourceConnection
  hazards: Hazard[]
  close: () => Promise<void>
}

/** Takes the snapshot and repeats all checks of the plan on it; refuses what has come to block meanwhile. */
export async function takeSnapshot(
  source: ChosenSource,
  schema: MysqlSchema,
  options: SourceOptions,
): Promise<SourceSnapshot> {
  const snapshot = await openSnapshot(() => connect(source.address, source.tls), schema, 1)
  try {
    const [reader] = snapshot.readers
    if (!reader) throw new Error('a snapshot of one reader has none')
    const plan = await readPlan(reader, source.address.database, options)
    const hazards = [...snapshot.hazards, ...plan.hazards]
    refuseBlocked(hazards, options.allow)
    return {plan, reader, hazards, close: () => snapshot.close()}
  } catch (error) {
    await snapshot.close()
    throw error
  }
}
