import {isDeepStrictEqual} from 'node:util'
import {MigrationError} from '../../core/migration-error.js'
import {holdsForAll, isSampled} from '../../core/table-profile.js'
import {SAMPLED_BYTES, type MigrationPlan} from '../read-plan.js'
import type {Report, RunEvent} from '../run-event.js'
import type {ComparisonRun} from './compare-rows.js'
import {compareSchema, type ComparedSchema} from './compare-schema.js'
import {compareWithPlan, type Compared, type ComparedDatabases} from './compare-with-plan.js'

type Databases = Omit<ComparedDatabases, 'plan' | 'schema'>

/** What stands in Postgres, and the plan that it was held against. */
interface ComparedPlanned extends Compared {
  plan: MigrationPlan
}

/**
 * Holds Postgres against a plan for which large tables were sampled, which spares MySQL from reading every row twice. Values that
 * the sample did not show can only make a difference; only where there is one are all rows profiled, and what is told follows
 * from the plan that is made then. Throws as `compareWithPlan`.
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

/** How a comparison ended, if it was worth making, and what was not told of it yet. */
interface Trial {
  compared?: Compared
  failure?: MigrationError
  tell: () => void
}

/** Tells nothing but progress until there is nothing to tell apart. Values that Postgres refuses belong to no sample either. */
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

/** Whether a plan of all rows is that of the sample. */
function isLike(sampled: MigrationPlan, whole: MigrationPlan): boolean {
  return holdsForAll(sampled.profile, whole.profile) && isDeepStrictEqual(sampled.postgres, whole.postgres)
}
