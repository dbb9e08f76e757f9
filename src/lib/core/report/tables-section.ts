import {barList} from './bar-list.js'
import {concerns} from './concerns.js'
import {fateBadge} from './fate-badge.js'
import {markup, type Markup} from './markup.js'
import type {ReportHazard, ReportTable} from './migration-report.js'
import {bytesText, countText, numberText} from './report-text.js'

/** So many are in the picture and in the open; the rest is folded. */
const SHOWN = 12

/** Sizes as a picture, all tables with their numbers, and each with its columns, hazards and SQL. */
export function tablesSection(tables: readonly ReportTable[], hazards: readonly ReportHazard[]): Markup {
  const sorted = [...tables].sort((a, b) => b.bytes - a.bytes || b.rows - a.rows)
  if (sorted.length === 0) return markup`<section><h2>Tables</h2><p>There are none.</p></section>`
  return markup`<section><h2>Tables</h2><p>The largest first.</p>
${sizes(sorted)}
<div class="card">${numbers(sorted.slice(0, SHOWN), 'Rows and sizes of each table')}${folded(
    sorted.slice(SHOWN),
    rest => numbers(rest, 'Rows and sizes of the other tables'),
  )}</div></section>
<section><h2>Table by table</h2><p>The columns with their types on both sides, and the SQL that creates them.</p>
<div class="card">${sorted.slice(0, SHOWN).map(table => details(table, hazards))}${folded(
    sorted.slice(SHOWN),
    rest => markup`${rest.map(table => details(table, hazards))}`,
  )}</div></section>`
}

function folded(rest: readonly ReportTable[], content: (rest: readonly ReportTable[]) => Markup): Markup {
  if (rest.length === 0) return markup``
  return markup`<details class="more"><summary>and ${countText(rest.length, 'more table')}</summary>${content(rest)}</details>`
}

/** What a table takes in Postgres, as it was measured or else is expected; null where neither is known. */
function sizeInPostgres({postgresBytes, estimate}: ReportTable): number | null {
  return postgresBytes ?? estimate?.postgresBytes ?? null
}

function sizes(tables: readonly ReportTable[]): Markup {
  const shown = tables.slice(0, SHOWN).map(table => ({...table, size: sizeInPostgres(table)}))
  const most = Math.max(1, ...shown.flatMap(({bytes, size}) => [bytes, size ?? 0]))
  const isMeasured = shown.some(({postgresBytes}) => postgresBytes !== null)
  const isKnown = shown.some(({size}) => size !== null)
  return markup`<figure class="card">${barList(
    shown.map(({source, bytes, size}) => ({
      name: source,
      value: size === null ? bytesText(bytes) : `${bytesText(bytes)} → ${bytesText(size)}`,
      stretches: [
        {from: 0, to: bytes / most, kind: 'second'},
        ...(size === null ? [] : [{from: 0, to: size / most, kind: 'first'} as const]),
      ],
    })),
  )}
<figcaption class="keys"><span><span class="key b"></span>MySQL, data and indexes</span>${
    isKnown ? markup`<span><span class="key"></span>Postgres${isMeasured ? '' : ', expected'}</span>` : ''
  }</figcaption></figure>`
}

function numbers(tables: readonly ReportTable[], caption: string): Markup {
  const isVerified = tables.some(({comparison}) => comparison !== null)
  const hasPostgres = tables.some(table => sizeInPostgres(table) !== null)
  const hasTimes = tables.some(({seconds}) => seconds !== null)
  const header = (text: string, wide = false): Markup =>
    markup`<th scope="col" class="number${wide ? ' wide' : ''}">${text}</th>`
  return markup`<table><caption>${caption}</caption><thead><tr><th scope="col">Table</th>${header('Rows')}${
    isVerified ? header('Compared') : ''
  }${header('MySQL', hasPostgres)}${hasPostgres ? header('Postgres') : ''}${hasTimes ? header('Time', true) : ''}</tr></thead>
<tbody>${tables.map(
    table => markup`<tr><th scope="row">${table.source}${
      table.target !== null && table.target !== table.source
        ? markup` <span class="soft">→ ${table.target}</span>`
        : ''
    } ${table.fate === 'created' ? '' : fateBadge(table.fate)}</th>
<td class="number">${numberText(table.rows)}</td>${isVerified ? found(table) : ''}<td class="number${hasPostgres ? ' wide' : ''}">${bytesText(
      table.bytes,
    )}</td>${
      hasPostgres ? markup`<td class="number">${sizeText(table)}</td>` : ''
    }${hasTimes ? markup`<td class="number wide">${table.seconds === null ? '' : `${table.seconds.toFixed(1)} s`}</td>` : ''}</tr>`,
  )}</tbody></table>`
}

function sizeText(table: ReportTable): string {
  const size = sizeInPostgres(table)
  return size === null ? '' : bytesText(size)
}

/** How many rows are not equal on both sides. */
function found({comparison}: ReportTable): Markup {
  if (comparison === null) return markup`<td class="number"></td>`
  const {differing, missing, extra} = comparison
  const unequal = differing + missing + extra
  return markup`<td class="number">${
    unequal === 0
      ? markup`<span class="badge good">equal</span>`
      : markup`<span class="badge bad">${numberText(unequal)} differ</span>`
  }</td>`
}

function details(table: ReportTable, hazards: readonly ReportHazard[]): Markup {
  const own = hazards.filter(({where}) => concerns(where, table.source))
  return markup`<details class="item"><summary>${table.source}<small>${countText(table.columns.length, 'column')}${
    own.length > 0 ? `, ${countText(own.length, 'hazard')}` : ''
  }</small></summary>
${own.length > 0 ? markup`<ul class="plain">${own.map(({where, message}) => markup`<li><strong>${where}</strong>: ${message}</li>`)}</ul>` : ''}
${columns(table)}${table.sql === '' ? '' : markup`<pre>${table.sql}</pre>`}</details>`
}

function columns({source, columns: list}: ReportTable): Markup {
  if (list.length === 0) return markup``
  return markup`<table><caption>Columns of ${source}</caption><thead><tr><th scope="col">Column</th><th scope="col">MySQL</th><th scope="col">Postgres</th></tr></thead>
<tbody>${list.map(
    column =>
      markup`<tr><th scope="row">${column.source}${
        column.target === column.source ? '' : markup` <span class="soft">→ ${column.target}</span>`
      }</th><td>${column.sourceType}</td><td>${column.type}</td></tr>`,
  )}</tbody></table>`
}
