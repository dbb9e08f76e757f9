import type {Hazard} from '../core/hazard.js'
import type {DataProfile} from '../core/table-profile.js'
import {notInSnapshot} from '../mysql/snapshot/not-in-snapshot.js'
import type {ChosenSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {openSnapshot, type OpenSnapshot} from './open-sessions.js'
import {readPlan, refuseBlocked, type MigrationPlan} from './read-plan.js'
import {unlessInterrupted} from './unless-interrupted.js'

/** A snapshot, and the plan for the data in it, which includes what was written since the first plan. */
export interface SourceSnapshot extends OpenSnapshot {
  plan: MigrationPlan
  hazards: Hazard[]
}

/**
 * Takes the snapshot and makes the plan again from it; throws if a hazard has come to block in the meantime. To keep the
 * downtime short, the earlier profile answers what copying itself would notice, and what no type depends on.
 */
export async function takeSnapshot(
  source: ChosenSource,
  options: SourceOptions,
  earlier: DataProfile,
  signal: AbortSignal,
): Promise<SourceSnapshot> {
  const snapshot = await openSnapshot(source, options)
  try {
    const sessions = [snapshot.reader, ...snapshot.workers] as const
    const reading = readPlan(sessions, source.address.database, {options, earlier})
    const plan = await unlessInterrupted(reading, signal)
    const hazards = [...notInSnapshot(plan.mysql), ...plan.hazards]
    refuseBlocked(hazards, options.allow)
    return {...snapshot, plan, hazards}
  } catch (error) {
    await snapshot.close()
    throw error
  }
}
