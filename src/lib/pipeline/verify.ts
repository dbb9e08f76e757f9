import type {APIClient} from '@heroku-cli/command'

import {countLosses} from '../core/hazard.js'
import {readConfigVars} from '../heroku/config-vars.js'
import {herokuApi} from '../heroku/heroku-api.js'
import {chooseSource, type ChosenSource} from './choose-source.js'
import {compareSampled} from './comparison/compare-sampled.js'
import {secondLook} from './comparison/second-look.js'
import {describeSource} from './describe-source.js'
import {findTarget} from './find-target.js'
import type {SourceOptions} from './migration-input.js'
import {readPlan, type MigrationPlan} from './read-plan.js'
import {reportConversion} from './output/report-conversion.js'
import type {TableSummary} from './run-event.js'
import {Steps, type StepTools} from './run-steps.js'
import {openSessions} from './open-sessions.js'
import {unlessInterrupted} from './unless-interrupted.js'

/** What `verify` is given: an app, or both databases by URL. */
export interface VerifyInput {
  options: SourceOptions
  /** Whether values are left out of the report. */
  hideValues: boolean
  /** The app whose config vars name both databases, and the API client. */
  heroku?: {app: string; client: APIClient}
  /** Postgres URL, or the name of one of the app's databases; DATABASE when absent. */
  target?: string
  /** Where `--source NAME` looks when there is no app: the environment. */
  variables: Record<string, string>
}

/** The steps of `verify`: compares two live databases and changes neither. */
export const verify = Steps.given<VerifyInput>()
  .step({title: 'Find both databases', run: findBoth})
  .step({title: 'Compare Postgres with MySQL', run: compareBoth})

interface Both {
  source: ChosenSource
  url: string
}

async function findBoth({options, heroku, target, variables}: VerifyInput): Promise<Both> {
  const isUrl = target?.includes('://')
  if (!heroku) return {source: chooseSource(options, variables, 'environment'), url: target ?? ''}
  const api = herokuApi(heroku.client)
  const source = chooseSource(options, await readConfigVars(api, heroku.app))
  if (target && isUrl) return {source, url: target}
  return {source, url: (await findTarget(api, heroku.app, target ?? 'DATABASE')).url}
}

/** The tables, which were found equal; otherwise the step fails. */
export interface VerifiedTables {
  tables: TableSummary[]
  /** The number of losses: of the conversion, and of values that Postgres refused. */
  losses: number
}

async function compareBoth(
  {options, hideValues, source, url}: VerifyInput & Both,
  tools: StepTools,
): Promise<VerifiedTables> {
  const {report, signal} = tools
  const started = performance.now()
  const mysql = await openSessions(source, options)
  const again = secondLook(source, url)
  const planFrom = async (sampleFrom?: number): Promise<MigrationPlan> => {
    const sessions = [mysql.reader, ...mysql.workers] as const
    const reading = readPlan(sessions, source.address.database, {options, sampleFrom})
    const plan = await unlessInterrupted(reading, signal)
    report({kind: 'conversion', ...reportConversion(describeSource(source, plan.mysql), plan)})
    return plan
  }
  try {
    const databases = {mysql, url, allow: options.allow, hideValues, again}
    const {plan, facts, tables} = await compareSampled(planFrom, databases, tools)
    const bytesOf = (table: string): number | undefined =>
      facts.tables.find(({name}) => name === table)?.bytes
    const summary = tables.map(({target, rows, seconds}) => ({
      table: target,
      rows,
      bytes: bytesOf(target),
      seconds,
    }))
    report({kind: 'summary', tables: summary, seconds: (performance.now() - started) / 1000})
    return {
      tables: summary,
      losses: countLosses(plan.hazards) + tables.reduce((sum, {refused}) => sum + refused, 0),
    }
  } finally {
    await Promise.all([mysql.close(), again.close()])
  }
}
