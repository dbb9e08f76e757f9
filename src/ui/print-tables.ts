import type {TableSummary} from '../lib/pipeline/run-event.js'
import {bytesText} from '../lib/core/report/report-text.js'

/**
 * Prints the final table on stdout: the rows that arrived, their size in Postgres, and how long it took to read and send them.
 * The code that draws it is loaded only now: it takes as much memory as a worker.
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
