import {checkChosen} from './check-chosen.js'
import type {Hazard} from '../core/hazard.js'
import {connect, type SourceConnection} from '../mysql/connect.js'
import type {ChosenSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {reportConversion} from './report-conversion.js'
import {readPlan, refuseBlocked, type MigrationPlan} from './read-plan.js'
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
  try {
    return await planOn(connection, source, {options, chooseAddon}, tools)
  } finally {
    await connection.close()
  }
}

/** The same on a connection that is there already. */
export async function planOn(
  connection: SourceConnection,
  source: ChosenSource,
  {options, chooseAddon}: {options: SourceOptions; chooseAddon?: ChooseAddon},
  {report}: StepTools,
): Promise<PlannedSource> {
  const {problems, hazards: checked} = await checkChosen(connection, source.address.database, options)
  refuseProblems(problems, report)
  const plan = await readPlan(connection, source.address.database, options)
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
    source: {
      name: source.name,
      host: source.address.host,
      database: mysql.database,
      version: `${mysql.server.flavor === 'mariadb' ? 'MariaDB' : 'MySQL'} ${mysql.server.version}`,
    },
    tables,
    views: postgres.views.length,
    rows: sum(tables.map(({rows}) => rows)),
    bytes: sum(tables.map(({bytes}) => bytes)),
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, next) => total + next, 0)
}
