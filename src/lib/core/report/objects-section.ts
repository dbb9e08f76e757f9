import {fateBadge} from './fate-badge.js'
import {markup, type Markup} from './markup.js'
import type {ReportObject} from './migration-report.js'
import {countText} from './report-text.js'

const SHOWN = 20

/** Views and what lives in the server besides tables: what is created, and what has to be written anew, with its text. */
export function objectsSection(objects: readonly ReportObject[]): Markup {
  if (objects.length === 0) return markup``
  const order = ['not-migrated', 'changed', 'created']
  const sorted = [...objects].sort((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate))
  const rest = sorted.slice(SHOWN)
  return markup`<section><h2>Views and other objects</h2>
<p>What is not migrated comes first, with its text in MySQL, to be written for Postgres or done in the app.</p>
<div class="card">${sorted.slice(0, SHOWN).map(object => item(object))}${
    rest.length > 0
      ? markup`<details class="more"><summary>and ${countText(rest.length, 'more object')}</summary>${rest.map(object => item(object))}</details>`
      : ''
  }</div></section>`
}

function item({kind, source, target, fate, sql}: ReportObject): Markup {
  return markup`<details class="item"><summary>${source}${
    target !== null && target !== source ? ` → ${target}` : ''
  }<small>${kind}</small> ${fateBadge(fate)}</summary>${
    sql === ''
      ? markup`<p class="soft">Its text cannot be seen by this MySQL user.</p>`
      : markup`<pre>${sql}</pre>`
  }</details>`
}
