import * as color from '@heroku/heroku-cli-util/color'

import type {PlannedTable, PlanSummary} from '../lib/pipeline/run-event.js'
import {estimateLines, targetLines} from './estimate-lines.js'
import {bytesText} from '../lib/core/report/report-text.js'

const SHOWN = 8

/** Prints what will be moved, where to, at what price and in what time: the largest tables by name, the rest as a sum. */
export function planLines(plan: PlanSummary): string[] {
  const {source, tables, views, rows, bytes, estimate} = plan
  const largest = [...tables].sort((a, b) => b.bytes - a.bytes || b.rows - a.rows)
  return [
    `    From ${color.datastore(source.database)} at ${source.host} (${source.name}, ${source.version})`,
    `    ${count(tables.length, 'table')}, ${count(views, 'view')}, ${count(rows, 'row')}, ${bytesText(bytes)}`,
    ...tableLines(largest.slice(0, SHOWN), estimate),
    ...(largest.length > SHOWN ? [`      and ${largest.length - SHOWN} more`] : []),
    ...targetLines(plan),
    ...estimateLines(plan),
  ]
}

/** A table with a heading; all columns but the first are numbers. */
function tableLines(tables: readonly PlannedTable[], estimate: PlanSummary['estimate']): string[] {
  if (tables.length === 0) return []
  const sizes = new Map(estimate?.tables.map(({table, postgresBytes}) => [table, postgresBytes]))
  const lines = [
    ['Table', 'Rows', 'MySQL', ...(estimate ? ['Postgres'] : [])],
    ...tables.map(({target, rows, bytes}) => [
      target,
      rows.toLocaleString('en'),
      bytesText(bytes),
      ...(estimate ? [bytesText(sizes.get(target) ?? 0)] : []),
    ]),
  ]
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map(cells => cells[at]!.length)))
  return lines.map(
    cells =>
      `      ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')}`,
  )
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
