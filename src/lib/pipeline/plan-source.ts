import type {Hazard} from '../core/hazard.js'
import {checkSource} from '../mysql/check-source.js'
import {connect, type SourceConnection, type SqlSession} from '../mysql/connect.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {chooseTables} from './choose-tables.js'
import {connectOthers} from './ranges/connect-others.js'
import type {ChosenSource} from './choose-source.js'
import {describeSource} from './describe-source.js'
import type {SourceOptions} from './migration-input.js'
import {makePlan, refuseBlocked, type MigrationPlan} from './read-plan.js'
import {reportConversion} from './output/report-conversion.js'
import {refuseProblems} from './refuse-problems.js'
import type {PlannedTable, PlanSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'

type ChooseAddon = (size: {bytes: number; tables: PlannedTable[]}) => PlanSummary['addon']

/** A plan, and what is told of it. */
export interface PlannedSource {
  plan: MigrationPlan
  planned: PlanSummary
  hazards: Hazard[]
}

/** Reads and converts the source, tells the plan and its hazards, and refuses those that block. Changes nothing. */
export async function planSource(
  source: ChosenSource,
  options: SourceOptions,
  tools: StepTools,
  chooseAddon?: ChooseAddon,
): Promise<PlannedSource> {
  const connection = await connect(source.address, source.tls)
  const others = await connectOthers(connection, source, options.jobs)
  try {
    return await planOn({reader: connection, workers: others}, source, {options, chooseAddon}, tools)
  } finally {
    await Promise.all([connection, ...others].map(session => session.close()))
  }
}

/** The same on sessions that are there already; the workers only share the counting. */
export async function planOn(
  {reader, workers}: {reader: SourceConnection; workers: readonly SqlSession[]},
  source: ChosenSource,
  {options, chooseAddon}: {options: SourceOptions; chooseAddon?: ChooseAddon},
  {report}: StepTools,
): Promise<PlannedSource> {
  const schema = await readSchema(reader, source.address.database)
  const {problems, hazards: checked} = await checkSource(reader, chooseTables(schema, options))
  refuseProblems(problems, report)
  const plan = await makePlan([reader, ...workers], schema, {options})
  const summary = summarizePlan(source, plan)
  report({kind: 'conversion', ...reportConversion(summary.source, plan)})
  const planned = {...summary, addon: chooseAddon?.(summary)}
  const hazards = [...checked, ...plan.hazards]
  report({kind: 'plan', plan: planned})
  report({kind: 'hazards', hazards})
  refuseBlocked(hazards, options.allow)
  return {plan, planned, hazards}
}

function summarizePlan(source: ChosenSource, {mysql, postgres, profile}: MigrationPlan): PlanSummary {
  const tables = postgres.tables.map(({name, source: from}) => {
    const size = mysql.tables.find(table => table.name === from)
    return {
      source: from,
      target: name,
      rows: profile[from]?.rows ?? 0,
      bytes: (size?.dataBytes ?? 0) + (size?.indexBytes ?? 0),
    }
  })
  return {
    source: describeSource(source, mysql),
    tables,
    views: postgres.views.length,
    rows: sum(tables.map(({rows}) => rows)),
    bytes: sum(tables.map(({bytes}) => bytes)),
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, next) => total + next, 0)
}
