import type {Hazard} from '../core/hazard.js'
import {checkSource} from '../mysql/check-source.js'
import type {Estimate} from '../core/estimate/estimate.js'
import {connectionLimit} from '../mysql/connection-limit.js'
import {connect, type SourceConnection, type SqlSession} from '../mysql/connect.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {chooseTables} from './choose-tables.js'
import type {ChosenSource} from './choose-source.js'
import {describeSource} from './describe-source.js'
import type {Route, SourceOptions} from './migration-input.js'
import {makePlan, refuseBlocked, type MigrationPlan} from './read-plan.js'
import {reportConversion} from './output/report-conversion.js'
import {refuseProblems} from './refuse-problems.js'
import type {PlannedTable, PlanSummary, Report} from './run-event.js'
import {countReaders, startReaders} from './ranges/start-readers.js'
import {refuseInterrupted, type StepTools} from './run-steps.js'
import {estimateMigration} from './trial/estimate-migration.js'
import {sum} from '../core/sum.js'
import {unlessInterrupted} from './unless-interrupted.js'

/** What the rest of a plan summary depends on. */
export interface PlanFacts {
  estimate: Estimate
  tables: PlannedTable[]
  /** How many connections read MySQL at once. */
  readers: number
  /** How many connections MySQL allows. */
  mysqlConnections: number
}

/** Plans what depends on the sizes. */
type PlanRest = (facts: PlanFacts) => Pick<PlanSummary, 'addon' | 'connections'>

/** Finds the rest of a summary. */
type Extend = (plan: MigrationPlan, summary: PlanSummary) => Promise<Partial<PlanSummary>>

/** A plan, and what is reported about it. */
export interface PlannedSource {
  plan: MigrationPlan
  planned: PlanSummary
  hazards: Hazard[]
}

/** Reads and converts the source, reports the plan with its estimates and hazards, and throws if a hazard blocks. Changes nothing. */
export async function planSource(
  source: ChosenSource,
  options: SourceOptions & {via: Route},
  tools: StepTools,
  planRest: PlanRest,
): Promise<PlannedSource> {
  const began = performance.now()
  const reader = await connect(source.address, source.tls)
  const workers = await startReaders(source, await countReaders(reader, options.jobs))
  const extend: Extend = async (plan, {tables}) => {
    const planSeconds = (performance.now() - began) / 1000
    tools.report({kind: 'progress', text: 'trial read'})
    const mysqlConnections = await connectionLimit(reader)
    const input = {session: reader, readers: workers, route: options.via, planSeconds, signal: tools.signal}
    const estimate = await estimateMigration(plan, input)
    return {estimate, ...planRest({estimate, tables, readers: workers.length, mysqlConnections})}
  }

  try {
    return await planOn({reader, workers}, source, {options, extend}, tools)
  } finally {
    await Promise.all([reader, ...workers].map(session => session.close()))
  }
}

/** The same on sessions that are already open; the workers only share the counting. `sampleFrom` is that of `profileData`. */
export async function planOn(
  {reader, workers}: {reader: SourceConnection; workers: readonly SqlSession[]},
  source: ChosenSource,
  {options, extend, sampleFrom}: {options: SourceOptions; extend?: Extend; sampleFrom?: number},
  {report, signal}: StepTools,
): Promise<PlannedSource> {
  const reading = readSource({reader, workers}, source, {options, sampleFrom}, report)
  const {plan, checked} = await unlessInterrupted(reading, signal)
  const summary = summarizePlan(source, plan)
  report({kind: 'conversion', ...reportConversion(summary.source, plan)})
  const planned = {...summary, ...(await extend?.(plan, summary))}
  refuseInterrupted(signal)
  const hazards = [...checked, ...plan.hazards]
  report({kind: 'plan', plan: planned})
  report({kind: 'hazards', hazards})
  refuseBlocked(hazards, options.allow)
  return {plan, planned, hazards}
}

async function readSource(
  {reader, workers}: {reader: SourceConnection; workers: readonly SqlSession[]},
  source: ChosenSource,
  {options, sampleFrom}: {options: SourceOptions; sampleFrom: number | undefined},
  report: Report,
): Promise<{plan: MigrationPlan; checked: Hazard[]}> {
  const schema = await readSchema(reader, source.address.database)
  const {problems, hazards} = await checkSource(reader, chooseTables(schema, options))
  refuseProblems(problems, report)
  return {plan: await makePlan([reader, ...workers], schema, {options, sampleFrom}), checked: hazards}
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
