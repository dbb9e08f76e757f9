import {type ConnectionBudget, targetConnections} from '../core/connection-budget.js'
import {MigrationError} from '../core/migration-error.js'
import {
  planLimits,
  planProblem,
  priceText,
  smallestPlanThatFits,
  type PlanNeeds,
  type PostgresPlan,
} from '../core/postgres-plans.js'
import type {ReportApp} from '../core/report/migration-report.js'
import {MOST_BUILDERS} from './build-indexes.js'
import type {Checked} from './check-everything.js'
import type {MigrationInput} from './migration-input.js'
import {planApps} from './plan-apps.js'
import {type PlanFacts, planSource} from './plan-source.js'
import type {MigrationPlan} from './read-plan.js'
import {refuseProblems} from './refuse-problems.js'
import type {PlanSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'

type PlanInput = MigrationInput & Checked

/** What will be moved, and the Heroku Postgres plan for it; null if the database already exists. */
export interface Planned {
  plan: MigrationPlan
  planned: PlanSummary
  postgresPlan: PostgresPlan | null
}

/** Reads and profiles MySQL, converts its schema, makes a trial read and picks the Postgres plan. Changes nothing; `plan` ends here. */
export async function planMigration(known: PlanInput, tools: StepTools): Promise<Planned> {
  // A rehearsal leaves the apps alone.
  const apps = known.options.rehearse ? [] : await planApps(known.heroku, known.apps, known.source)
  tools.report({kind: 'apps', apps})
  let postgresPlan: PostgresPlan | null = null
  const {plan, planned} = await planSource(known.source, known.options, tools, facts => {
    const bytes = EMPTY_DATABASE + facts.estimate.postgresBytes
    if (!known.existing) postgresPlan = choosePlan(known, {bytes, tables: facts.tables.length}, tools)
    const planName = postgresPlan?.name ?? known.existing?.addon.plan
    return {
      connections: planConnections(facts, {apps, direct: known.options.via === 'direct', planName}),
      ...(postgresPlan && {addon: {plan: postgresPlan.name, price: priceText(postgresPlan.price)}}),
    }
  })
  return {plan, planned, postgresPlan}
}

/** Besides its readers, a migration has a connection that plans and one that locks. */
const OTHER_CONNECTIONS = 2

function planConnections(
  {readers, mysqlConnections}: PlanFacts,
  {apps, direct, planName}: {apps: readonly ReportApp[]; direct: boolean; planName: string | undefined},
): ConnectionBudget {
  const allowed = (planName !== undefined && planLimits(planName)?.connections) || null
  const own = apps.map(({connections}) => (connections ? connections.processes * connections.perProcess : 0))
  return {
    mysql: {allowed: mysqlConnections, migration: readers + OTHER_CONNECTIONS},
    postgres: {allowed, migration: targetConnections({readers, builders: MOST_BUILDERS, direct}, allowed)},
    apps: own.reduce((sum, count) => sum + count, 0),
  }
}

/** The size of an empty Postgres database. */
const EMPTY_DATABASE = 8 << 20

function choosePlan(
  {options, apps, plans}: PlanInput,
  size: Pick<PlanNeeds, 'bytes' | 'tables'>,
  {report}: StepTools,
): PostgresPlan {
  const app = apps[0]?.app
  const needs: PlanNeeds = {
    ...size,
    network: app?.shield ? 'shield-space' : app?.space ? 'private-space' : 'common-runtime',
  }
  if (options.plan) {
    const name = options.plan.replace(/^heroku-postgresql:/, '')
    const problem = planProblem(name, needs, plans)
    refuseProblems(problem ? [problem] : [], report)
    const named = plans.find(plan => plan.name === name)
    if (named) return named
  }
  const smallest = smallestPlanThatFits(needs, plans)
  if (!smallest)
    throw new MigrationError('No Heroku Postgres plan is large enough for this database.', {
      code: 'plan-too-small',
      suggestions: ['See all plans with: heroku addons:plans heroku-postgresql'],
    })
  return smallest
}
