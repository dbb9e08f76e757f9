import type {Estimate, EstimatedStep} from '../../core/estimate/estimate.js'
import {estimateTimes, type WorkTimes} from '../../core/estimate/time-estimate.js'
import {readDistinct} from '../../mysql/catalog/read-distinct.js'
import type {SqlSession} from '../../mysql/connect.js'
import type {Route} from '../migration-input.js'
import type {WorkerReader} from '../ranges/worker-reader.js'
import type {MigrationPlan} from '../read-plan.js'
import {ROUTE_STEPS, type StepName, TITLES} from '../step-titles.js'
import {estimateSizes} from './estimate-sizes.js'
import {estimateBusy} from './estimate-busy.js'
import {trialRead} from './trial-read.js'
import {sum} from '../../core/sum.js'

/** The plan, the sessions for the trial read, and what else the estimate depends on. */
export interface EstimateInput {
  session: SqlSession
  /** They cannot be used afterwards. */
  readers: readonly WorkerReader[]
  route: Route
  planSeconds: number
  signal: AbortSignal
}

/** Makes a trial read of every table, and estimates from it the sizes and times of the migration. Changes nothing. */
export async function estimateMigration(
  plan: MigrationPlan,
  {session, readers, route, planSeconds, signal}: EstimateInput,
  trialBytes?: number,
): Promise<Estimate> {
  const distinctOf = await readDistinct(session, plan.mysql.database)
  const trial = await trialRead(readers, plan, signal, trialBytes)
  const sizes = estimateSizes(plan, trial, distinctOf)
  const busySeconds = estimateBusy(sizes.tables, trial)
  const times =
    busySeconds === null
      ? undefined
      : estimateTimes({
          rows: sum(sizes.tables.map(({rows}) => rows)),
          textBytes: sizes.textBytes,
          indexEntries: countEntries(plan),
          readers: readers.length,
          busySeconds,
          planSeconds,
        })
  const steps = estimateSteps(route, times)
  const down = steps.filter(({downtime}) => downtime)
  return {
    ...sizes,
    sampledRows: sum(sizes.tables.map(({sampled}) => sampled)),
    downtimeSeconds: times ? sum(down.map(({seconds}) => seconds ?? 0)) : null,
    steps,
  }
}

function estimateSteps(route: Route, times: WorkTimes | undefined): EstimatedStep[] {
  const names = ROUTE_STEPS[route]
  const secondsOf = (name: StepName): number | null =>
    times && name in times ? times[name as keyof WorkTimes] : null
  return names.map((name, at) => ({
    number: at + 1,
    title: TITLES[name],
    seconds: secondsOf(name),
    downtime: at >= names.indexOf('quiesce'),
  }))
}

function countEntries({postgres, profile}: MigrationPlan): number {
  return sum(
    postgres.tables.map(({source, primaryKey, uniqueKeys, indexes}) => {
      const count = (primaryKey ? 1 : 0) + uniqueKeys.length + indexes.length
      return count * (profile[source]?.rows ?? 0)
    }),
  )
}
