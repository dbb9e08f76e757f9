import {barList} from './bar-list.js'
import {markup, type Markup} from './markup.js'
import type {ReportHazard} from './migration-report.js'
import {numberText} from './report-text.js'

/** Places named of one kind of hazard before the rest is folded. */
const SHOWN = 12

/** What stops the run, and what changes on the way: how much of each in a picture, then each kind with its places and remedy. */
export function hazardsSection(hazards: readonly ReportHazard[]): Markup {
  const kinds = groupBy(hazards, ({code}) => code).sort(
    (a, b) => rank(a[0]!) - rank(b[0]!) || b.length - a.length,
  )
  if (kinds.length === 0)
    return markup`<section><h2>Hazards</h2><p>None: nothing is lost or changed on the way.</p></section>`
  const most = Math.max(...kinds.map(kind => kind.length))
  return markup`<section><h2>Hazards</h2>
<p>What is lost or changes on the way. What stops the run has to be accepted by its flag.</p>
<figure class="card">${barList(
    kinds.map(kind => ({
      name: kind[0]!.code,
      value: numberText(kind.length),
      stretches: [{from: 0, to: kind.length / most, kind: kind[0]!.severity === 'blocks' ? 'stop' : 'note'}],
    })),
  )}
<figcaption class="keys"><span><span class="key c"></span>stops the run</span><span><span class="key b"></span>note</span></figcaption></figure>
<div class="card">${kinds.map(kind => kindBlock(kind))}</div></section>`
}

function kindBlock(kind: readonly ReportHazard[]): Markup {
  const {code, severity, allowed, flag} = kind[0]!
  const badge =
    severity === 'notes'
      ? markup`<span class="badge">note</span>`
      : allowed
        ? markup`<span class="badge warn">allowed</span>`
        : markup`<span class="badge bad">stops the run</span>`
  const remedies = [...new Set(kind.map(({remedy}) => remedy))].filter(Boolean)
  return markup`<div class="hazard"><h3><code>${code}</code>${badge}</h3>
${groupBy(kind, ({message}) => message).map(same => places(same))}
${remedies.map(remedy => markup`<p class="remedy">${remedy}</p>`)}
${flag !== null && !allowed ? markup`<p>Accept it with <code>${flag}</code></p>` : markup``}</div>`
}

function places(same: readonly ReportHazard[]): Markup {
  const rest = same.slice(SHOWN)
  return markup`<p>${same[0]!.message}</p>${placeList(same.slice(0, SHOWN))}${
    rest.length > 0
      ? markup`<details class="more"><summary>and ${numberText(rest.length)} more</summary>${placeList(rest)}</details>`
      : ''
  }`
}

/** Names beside one another; those with a text of their own below, each with its text folded. */
function placeList(hazards: readonly ReportHazard[]): Markup {
  const bare = hazards.filter(({source}) => !source)
  const texts = hazards.filter(({source}) => source)
  return markup`${bare.length > 0 ? markup`<ul class="places">${bare.map(hazard => markup`<li>${placeText(hazard)}</li>`)}</ul>` : ''}${texts.map(
    hazard =>
      markup`<details><summary>${placeText(hazard)}</summary><pre>${hazard.source ?? ''}</pre></details>`,
  )}`
}

function placeText({where, count}: ReportHazard): string {
  return count === undefined ? where : `${where} · ${numberText(count)}`
}

/** What stops the run comes first. */
function rank({severity, allowed}: ReportHazard): number {
  return severity === 'notes' ? 2 : allowed ? 1 : 0
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}
