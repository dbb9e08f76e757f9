import {markup, type Markup} from './markup.js'
import type {MigrationReport} from './migration-report.js'
import {countText} from './report-text.js'

const SHOWN = 50

/** Where Postgres is not as planned. */
export function differencesSection({differences}: MigrationReport): Markup {
  if (differences.length === 0) return markup``
  const rest = differences.slice(SHOWN)
  return markup`<section><h2>Differences</h2><p>Postgres is not as planned in ${countText(differences.length, 'place')}.</p>
<div class="card">${list(differences.slice(0, SHOWN))}${
    rest.length > 0
      ? markup`<details class="more"><summary>and ${countText(rest.length, 'more difference')}</summary>${list(rest)}</details>`
      : ''
  }</div></section>`
}

function list(differences: MigrationReport['differences']): Markup {
  return markup`<table><caption>What was expected, and what was found</caption><thead><tr><th scope="col">Where</th><th scope="col">What</th><th scope="col">Expected</th><th scope="col">Found</th></tr></thead>
<tbody>${differences.map(
    ({where, what, expected, found}) =>
      markup`<tr><th scope="row">${where}</th><td>${what}</td><td>${expected}</td><td>${found}</td></tr>`,
  )}</tbody></table>`
}
