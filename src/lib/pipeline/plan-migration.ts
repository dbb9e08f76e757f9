import {MigrationError} from '../core/migration-error.js'
import {
  planProblem,
  priceText,
  smallestPlanThatFits,
  type PlanNeeds,
  type PostgresPlan,
} from '../core/postgres-plans.js'
import type {Checked} from './check-everything.js'
import type {MigrationInput} from './migration-input.js'
import {planApps} from './plan-apps.js'
import {planSource} from './plan-source.js'
import type {MigrationPlan} from './read-plan.js'
import {refuseProblems} from './refuse-problems.js'
import type {PlanSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'

type PlanInput = MigrationInput & Checked

/** What will be moved, and the Heroku Postgres plan that takes it; null when the database exists already. */
export interface Planned {
  plan: MigrationPlan
  planned: PlanSummary
  postgresPlan: PostgresPlan | null
}

/** Reads and profiles MySQL, converts its schema and picks the Postgres plan. Changes nothing; `plan` ends here. */
export async function planMigration(known: PlanInput, tools: StepTools): Promise<Planned> {
  // A rehearsal leaves the apps alone.
  if (!known.options.rehearse)
    tools.report({kind: 'apps', apps: await planApps(known.heroku, known.apps, known.source)})
  let postgresPlan: PostgresPlan | null = null
  const {plan, planned} = await planSource(known.source, known.options, tools, ({bytes, tables}) => {
    if (known.existing) return
    postgresPlan = choosePlan(known, {bytes: bytes * POSTGRES_PER_MYSQL, tables: tables.length}, tools)
    return {plan: postgresPlan.name, price: priceText(postgresPlan.price)}
  })
  return {plan, planned, postgresPlan}
}

/** Bytes allowed for in Postgres for each byte of data and indexes in MySQL. */
const POSTGRES_PER_MYSQL = 1.25

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
