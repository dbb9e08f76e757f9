import * as color from '@heroku/heroku-cli-util/color'

import type {PlanSummary} from '../lib/pipeline/run-event.js'
import {bytesText} from '../lib/core/report/report-text.js'

const SHOWN = 8

/** What will be moved, where to and at what price, in a few lines: the largest tables by name, the rest as a sum. */
export function planLines({source, tables, views, rows, bytes, addon}: PlanSummary): string[] {
  const largest = [...tables].sort((a, b) => b.bytes - a.bytes || b.rows - a.rows)
  const shown = largest.slice(0, SHOWN)
  const width = Math.max(...shown.map(({target}) => target.length), 0)
  return [
    `    From ${color.datastore(source.database)} at ${source.host} (${source.name}, ${source.version})`,
    `    ${count(tables.length, 'table')}, ${count(views, 'view')}, ${count(rows, 'row')}, ${bytesText(bytes)}`,
    ...shown.map(
      table => `      ${table.target.padEnd(width)}  ${count(table.rows, 'row')}, ${bytesText(table.bytes)}`,
    ),
    ...(largest.length > SHOWN ? [`      and ${largest.length - SHOWN} more`] : []),
    ...(addon ? [`    To a new ${color.addon(`heroku-postgresql:${addon.plan}`)}, ${addon.price}`] : []),
  ]
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
