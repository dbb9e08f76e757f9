import {barList, type Bar} from './bar-list.js'
import {markup, type Markup} from './markup.js'
import type {MigrationReport} from './migration-report.js'
import {countText, numberText} from './report-text.js'

/** How many of the connections that MySQL and the Postgres plan allow are used, and by whom; too many are red. */
export function connectionsSection({connections, apps}: MigrationReport): Markup {
  if (!connections) return markup``
  const {mysql, postgres, apps: ofApps} = connections
  const pools = apps.flatMap(({app, connections: own}) => (own ? [{app, ...own}] : []))
  return markup`<section><h2>Connections</h2><p>${
    postgres.allowed === null ? '' : `The Postgres plan lets in ${numberText(postgres.allowed)}. `
  }MySQL lets in ${numberText(mysql.allowed)}.</p>
<figure class="card">${barList([
    bar('MySQL, while data moves', mysql.migration, mysql.allowed),
    bar('Postgres, while data moves', postgres.migration, postgres.allowed),
    ...(ofApps > 0 ? [bar('Postgres, by the apps afterwards', ofApps, postgres.allowed)] : []),
  ])}
<figcaption>${pools.map(
    ({app, processes, perProcess, from}) =>
      markup`<p>${app}: ${countText(processes, 'process', 'processes')} with a pool of up to ${perProcess} each${
        from === null ? ', as most libraries have it' : markup`, by <code>${from}</code>`
      }.</p>`,
  )}${
    postgres.allowed !== null && ofApps > postgres.allowed
      ? markup`<p class="alarm">That is more than the plan lets in: make the pools smaller, or choose a larger plan.</p>`
      : ''
  }</figcaption></figure></section>`
}

function bar(name: string, count: number, allowed: number | null): Bar {
  const most = Math.max(count, allowed ?? count, 1)
  const fitting = Math.min(count, allowed ?? count)
  return {
    name,
    value: allowed === null ? numberText(count) : `${numberText(count)} of ${numberText(allowed)}`,
    stretches: [
      {from: 0, to: fitting / most, kind: 'first'},
      ...(count > fitting ? [{from: fitting / most, to: count / most, kind: 'stop'} as const] : []),
    ],
  }
}
