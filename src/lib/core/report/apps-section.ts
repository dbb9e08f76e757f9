import {markup, type Markup} from './markup.js'
import type {ReportApp} from './migration-report.js'

/** What stops meanwhile, and which config vars change, app by app. */
export function appsSection(apps: readonly ReportApp[]): Markup {
  if (apps.length === 0) return markup``
  return markup`<section><h2>Apps</h2><p>What stops while the data moves, and which config vars change then.</p>
${apps.map(app => card(app))}</section>`
}

function card({app, stops, configVars, notes}: ReportApp): Markup {
  const processes = stops.map(({type, quantity}) => `${type} (${quantity})`).join(', ')
  return markup`<div class="card"><h3>${app}</h3>
<p class="soft">${processes === '' ? 'No process runs; maintenance mode is turned on.' : `Maintenance mode is turned on and these stop: ${processes}.`}</p>
${
  configVars.length > 0
    ? markup`<table><caption>Config vars of ${app} that change</caption><thead><tr><th scope="col">Config var</th><th scope="col">Becomes</th><th scope="col">Old value kept as</th></tr></thead>
<tbody>${configVars.map(
        ({name, change, keptAs}) =>
          markup`<tr><th scope="row"><code>${name}</code></th><td>${change === 'goes' ? 'taken away' : 'the Postgres URL'}</td><td><code>${keptAs}</code></td></tr>`,
      )}</tbody></table>`
    : ''
}
${notes.length > 0 ? markup`<ul class="plain">${notes.map(note => markup`<li>${note}</li>`)}</ul>` : ''}</div>`
}
