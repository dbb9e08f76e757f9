import {isDeepStrictEqual} from 'node:util'
import {MigrationError} from '../../core/migration-error.js'
import {holdsForAll, isSampled} from '../../core/table-profile.js'
import {SAMPLED_BYTES, type MigrationPlan} from '../read-plan.js'
import type {Report, RunEvent} from '../run-event.js'
import type {ComparisonRun} from './compare-rows.js'
import {compareSchema, type ComparedSchema} from './compare-schema.js'
import {compareWithPlan, type Compared, type ComparedDatabases} from './compare-with-plan.js'

type Databases = Omit<ComparedDatabases, 'plan' | 'schema'>

/** What was found in Postgres, and the plan that it was compared with. */
interface ComparedPlanned extends Compared {
  plan: MigrationPlan
}

/**
 * Compares Postgres with a plan for which large tables were only sampled, so that MySQL need not read every row twice. A value
 * that the sample did not show can only cause a difference; only then are all rows profiled, and the result is that of the new
 * plan. Throws as `compareWithPlan` does.
 */
export async function compareSampled(
  planFrom: (sampleFrom?: number) => Promise<MigrationPlan>,
  databases: Databases,
  tools: ComparisonRun,
): Promise<ComparedPlanned> {
  const plan = await planFrom(SAMPLED_BYTES)
  const schema = await compareSchema(databases.url, plan)
  if (!isSampled(plan.profile)) return compareAll({...databases, plan, schema}, tools)
  const first = await tryComparison({...databases, plan, schema}, tools)
  if (first.compared) return {...first.compared, plan}
  tools.report({kind: 'progress', text: 'profiling all rows'})
  const whole = await planFrom()
  if (first.failure && isLike(plan, whole)) {
    first.tell()
    throw first.failure
  }
  return compareAll({...databases, plan: whole}, tools)
}

async function compareAll(databases: ComparedDatabases, tools: ComparisonRun): Promise<ComparedPlanned> {
  return {...(await compareWithPlan(databases, tools)), plan: databases.plan}
}

/** How a comparison ended, if it was worth making, and its events that have not been reported yet. */
interface Trial {
  compared?: Compared
  failure?: MigrationError
  tell: () => void
}

/** Compares with the sampled plan and reports only progress until the result is certain; refused values need all rows profiled, too. */
async function tryComparison(
  databases: ComparedDatabases & {schema: ComparedSchema},
  {report, signal}: ComparisonRun,
): Promise<Trial> {
  const held: RunEvent[] = []
  const hold: Report = event => (event.kind === 'progress' ? report(event) : held.push(event))
  const tell = (): void => {
    for (const event of held) report(event)
  }
  if (databases.schema.differences.length > 0) return {tell}
  try {
    const compared = await compareWithPlan(databases, {report: hold, signal})
    if (compared.tables.some(({refused}) => refused > 0)) return {tell}
    tell()
    return {compared, tell}
  } catch (error) {
    if (!(error instanceof MigrationError) || error.code !== 'differences') throw error
    return {failure: error, tell}
  }
}

/** Whether the plan from all rows is the same as the plan from the sample. */
function isLike(sampled: MigrationPlan, whole: MigrationPlan): boolean {
  return holdsForAll(sampled.profile, whole.profile) && isDeepStrictEqual(sampled.postgres, whole.postgres)
}
