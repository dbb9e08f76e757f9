import {markup, type Markup} from './markup.js'
import type {MigrationReport, ReportKind} from './migration-report.js'
import {storageText} from '../postgres-plans.js'
import {aboutTime, bytesText, countText, numberText, timeText} from './report-text.js'
import {sum} from '../sum.js'

/** The head of the page: what this is about, how it ended, and the figures that matter most. */
export function summarySection(report: MigrationReport): Markup {
  const {kind, app, source, createdAt} = report
  return markup`<header><p class="kicker">${KINDS[kind]}</p>
<h1>${source?.database ?? app ?? 'MySQL'} → Heroku Postgres</h1>
<p class="lead">${app === null ? '' : `App ${app}. `}${
    source ? `${source.version} at ${source.host} (${source.name}). ` : ''
  }${createdAt.slice(0, 16).replace('T', ' ')} UTC.</p>
${verdict(report)}${source ? figures(report) : ''}</header>`
}

export const KINDS: Record<ReportKind, string> = {
  migration: 'Migration report',
  plan: 'Migration plan',
  rehearsal: 'Rehearsal report',
  verification: 'Verification report',
}

const WENT_WELL: Record<ReportKind, string> = {
  migration: 'Everything arrived, and Postgres is as planned.',
  plan: 'Nothing stands in the way.',
  rehearsal: 'Everything arrived in the new database, and nothing was switched.',
  verification: 'No differences.',
}

function verdict({kind, outcome, hazards}: MigrationReport): Markup {
  const {exit, message, suggestions} = outcome
  const allowed = hazards.filter(
    ({severity, allowed: isAllowed}) => severity === 'blocks' && isAllowed,
  ).length
  if (message === null)
    return markup`<div class="verdict${allowed > 0 || exit !== 0 ? ' warn' : ''}" role="status"><strong>${exit === 0 ? WENT_WELL[kind] : 'Everything arrived but what you allowed to be left out.'}</strong>${
      allowed > 0 ? `You allowed ${countText(allowed, 'hazard')}: see below.` : ''
    }</div>`
  return markup`<div class="verdict bad" role="status"><strong>${message}</strong>Exit code ${exit}.${
    suggestions.length > 0 ? markup`<ul>${suggestions.map(line => markup`<li>${line}</li>`)}</ul>` : ''
  }</div>`
}

interface Figure {
  name: string
  value: string
  more: string
}

function figures(report: MigrationReport): Markup {
  const {tables, objects, hazards} = report
  const rows = sum(tables.map(table => table.rows))
  const views = objects.filter(({kind}) => kind === 'view').length
  const stopping = hazards.filter(({severity, allowed}) => severity === 'blocks' && !allowed).length
  const list: Figure[] = [
    ...timeFigures(report),
    ...targetFigures(report),
    sizeFigure(report),
    {
      name: 'Tables',
      value: numberText(tables.length),
      more: `${countText(rows, 'row')}, ${countText(views, 'view')}`,
    },
    ...archiveFigures(report),
    ...(report.kind === 'verification'
      ? []
      : [
          {
            name: 'Hazards',
            value: numberText(hazards.length),
            more:
              stopping > 0
                ? `${stopping} ${stopping === 1 ? 'stops' : 'stop'} the run`
                : 'none stops the run',
          },
        ]),
  ]
  return markup`<dl class="figures">${list.map(
    ({name, value, more}) => markup`<div><dt>${name}</dt><dd>${value}<small>${more}</small></dd></div>`,
  )}</dl>`
}

/** Measured, else as expected, else what it is in MySQL. */
function sizeFigure({tables, estimate}: MigrationReport): Figure {
  const inMysql = bytesText(sum(tables.map(({bytes}) => bytes)))
  const measured = sum(tables.map(({postgresBytes}) => postgresBytes ?? 0))
  if (measured === 0 && !estimate) return {name: 'Size in MySQL', value: inMysql, more: 'data and indexes'}
  return {
    name: 'Size in Postgres',
    value: measured > 0 ? bytesText(measured) : `about ${bytesText(estimate?.postgresBytes ?? 0)}`,
    more: `${inMysql} in MySQL, with indexes`,
  }
}

function timeFigures({steps, kind, estimate}: MigrationReport): Figure[] {
  if (kind === 'plan') return estimate ? [downtimeFigure(estimate.downtimeSeconds)] : []
  const end = Math.max(0, ...steps.map(({startedAfter, seconds}) => startedAfter + seconds))
  const down = sum(steps.filter(({downtime}) => downtime).map(({seconds}) => seconds))
  return [{name: 'Time', value: timeText(end), more: down > 0 ? `apps down for ${timeText(down)}` : 'in all'}]
}

function downtimeFigure(seconds: number | null): Figure {
  return {
    name: 'Downtime',
    value: seconds === null ? 'not known' : aboutTime(seconds),
    more: 'besides Heroku’s part and your deploy',
  }
}

function archiveFigures({kind, estimate}: MigrationReport): Figure[] {
  if (kind !== 'plan' || !estimate) return []
  return [
    {
      name: 'Archive',
      value: `about ${bytesText(estimate.archiveBytes)}`,
      more: `travels with --bucket; by a trial read of ${countText(estimate.sampledRows, 'row')}`,
    },
  ]
}

function targetFigures({target}: MigrationReport): Figure[] {
  if (!target?.plan) return []
  const {plan, price, limits} = target
  const room = limits
    ? `holds ${storageText(limits.storageBytes)}, lets in ${limits.connections} connections`
    : ''
  return [{name: 'Heroku Postgres plan', value: plan, more: [price, room].filter(Boolean).join(', ')}]
}
