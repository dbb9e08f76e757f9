import * as color from '@heroku/heroku-cli-util/color'

import {planLimits, storageText} from '../lib/core/postgres-plans.js'
import {aboutTime, bytesText} from '../lib/core/report/report-text.js'
import type {PlanSummary} from '../lib/pipeline/run-event.js'

/** The new database with its price, and how much of its limits is needed. */
export function targetLines({addon, estimate, tables, connections}: PlanSummary): string[] {
  const limits = addon && planLimits(addon.plan)
  return [
    ...(addon ? [`    To a new ${color.addon(`heroku-postgresql:${addon.plan}`)}, ${addon.price}`] : []),
    ...row('Size', estimate && sizeText(estimate.postgresBytes, limits?.storageBytes)),
    ...row(
      'Tables',
      limits?.tables && tables.length.toLocaleString('en'),
      `of ${limits?.tables?.toLocaleString('en')}`,
    ),
    ...connectionLines(connections),
  ]
}

function sizeText(bytes: number, storageBytes: number | undefined): string {
  const room = storageBytes === undefined ? '' : ` of ${storageText(storageBytes)}`
  return `about ${bytesText(bytes)}${room}, indexes included`
}

function connectionLines(connections: PlanSummary['connections']): string[] {
  if (!connections) return []
  const {mysql, postgres, apps} = connections
  const isTight = postgres.allowed !== null && apps > postgres.allowed
  return [
    ...row(
      'Connections',
      `${postgres.migration}${of(postgres.allowed)} to Postgres, ${mysql.migration}${of(mysql.allowed)} to MySQL while data moves`,
    ),
    ...(apps === 0 ? [] : row('', `up to ${apps}${of(postgres.allowed)} by the apps afterwards`)),
    ...(isTight
      ? [
          ` ${color.warning('!')}  The apps may open more connections than the plan lets in: make their pools smaller, or choose a larger plan.`,
        ]
      : []),
  ]
}

/** The expected size of the archive and the expected downtime, from a trial read. */
export function estimateLines({estimate}: PlanSummary): string[] {
  if (!estimate) return []
  const {archiveBytes, sampledRows, downtimeSeconds, steps} = estimate
  const timed = steps.filter(({downtime, seconds}) => downtime && seconds !== null)
  return [
    `    Expected, by a trial read of ${sampledRows.toLocaleString('en')} rows`,
    ...row('Archive', `about ${bytesText(archiveBytes)} to upload with --bucket`),
    ...row(
      'Downtime',
      downtimeSeconds === null
        ? 'not known'
        : `${aboutTime(downtimeSeconds)}, and what Heroku and your deploy take`,
    ),
    ...timed.flatMap(({title, seconds}) => row('', `${aboutTime(seconds ?? 0).padEnd(12)} ${title}`)),
  ]
}

function of(allowed: number | null): string {
  return allowed === null ? '' : ` of ${allowed}`
}

/** A line with a name and a value; none without a value. */
function row(name: string, value: string | undefined | 0, more = ''): string[] {
  return value ? [`      ${name.padEnd(11)}  ${[value, more].filter(Boolean).join(' ')}`] : []
}
