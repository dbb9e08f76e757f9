import type {TableSummary} from '../lib/pipeline/run-event.js'
import {bytesText} from '../lib/core/report/report-text.js'

/**
 * The closing table on stdout: what arrived, how large it is in Postgres, and how long it took to read and send. What draws it
 * is loaded only now: it takes as much memory as a worker.
 */
export async function printTables(tables: readonly TableSummary[]): Promise<void> {
  const {table: drawTable} = await import('@heroku/heroku-cli-util/hux')
  const withSizes = tables.some(({bytes}) => bytes !== undefined)
  drawTable(
    tables.map(({table, rows, bytes, seconds}) => ({
      table,
      rows: rows.toLocaleString('en'),
      size: bytes === undefined ? '' : bytesText(bytes),
      time: `${seconds.toFixed(1)} s`,
    })),
    {
      table: {header: 'Table'},
      rows: {header: 'Rows'},
      ...(withSizes ? {size: {header: 'Size'}} : {}),
      time: {header: 'Time'},
    },
  )
}
