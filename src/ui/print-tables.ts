import * as hux from '@heroku/heroku-cli-util/hux'

import type {TableSummary} from '../lib/pipeline/run-event.js'
import {formatBytes} from './format-bytes.js'

/** The closing table on stdout: what arrived, how large it is in Postgres, and how long it took to read and send. */
export function printTables(tables: readonly TableSummary[]): void {
  const withSizes = tables.some(({bytes}) => bytes !== undefined)
  hux.table(
    tables.map(({table, rows, bytes, seconds}) => ({
      table,
      rows: rows.toLocaleString('en'),
      size: bytes === undefined ? '' : formatBytes(bytes),
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
