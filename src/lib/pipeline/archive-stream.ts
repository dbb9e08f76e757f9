import type {Buffer} from 'node:buffer'

import {writeArchive} from '../archive/write-archive.js'
import type {CopyBlock} from '../core/encode/copy-block.js'
import type {RefusedValues} from '../core/encode/refused-values.js'
import {MigrationError} from '../core/migration-error.js'
import type {SourceConnection} from '../mysql/connect.js'
import {readRows} from '../mysql/read-rows.js'
import type {MigrationPlan} from './read-plan.js'
import type {RefusedFile} from './refused-file.js'
import type {TableSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'

/** An archive as it is made, and what went into it so far. */
export interface ArchiveStream {
  bytes: AsyncGenerator<Buffer>
  /** One line per table that was begun; complete when `bytes` has ended. Names are those in Postgres. */
  tables: TableSummary[]
}

/** Where the rows come from, and where the values go that Postgres would refuse. */
export interface RowsInput {
  plan: MigrationPlan
  reader: SourceConnection
  /** What the progress is measured by. */
  plannedRows: number
  /** Whether such values become NULL; otherwise the first one ends the run. */
  allowRefused: boolean
  refused: RefusedFile
}

/**
 * Rows of one snapshot connection, converted and compressed, as a pg_dump archive; nothing is kept but what is in flight.
 */
export function archiveStream(
  {plan, reader, plannedRows, allowRefused, refused}: RowsInput,
  {signal, report}: StepTools,
): ArchiveStream {
  const tables: TableSummary[] = []
  const count = (table: TableSummary): void => {
    const done = tables.reduce((sum, {rows}) => sum + rows, 0)
    const percent = plannedRows === 0 ? 100 : Math.min(100, Math.floor((done / plannedRows) * 100))
    report({kind: 'progress', text: `${percent}% of ${plannedRows} rows, ${table.table}`, percent})
  }
  const rowsOf = (target: string): AsyncIterable<CopyBlock> => {
    const copy = plan.copies.find(({target: name}) => name === target)
    if (!copy) throw new MigrationError(`No rows are planned for ${target}.`, {code: 'internal'})
    const table = {table: target, rows: 0, seconds: 0}
    tables.push(table)
    const options = {database: plan.mysql.database, signal, allowRefused}
    const keep = (values: RefusedValues): Promise<void> => refused.keep(copy.source, values)
    return counted(readRows(reader, copy, options), {table, count, keep})
  }
  const archive = {entries: plan.entries, database: plan.mysql.database, createdAt: new Date()}
  return {bytes: writeArchive(archive, rowsOf), tables}
}

async function* counted(
  blocks: AsyncIterable<CopyBlock>,
  {
    table,
    count,
    keep,
  }: {
    table: TableSummary
    count: (table: TableSummary) => void
    keep: (values: RefusedValues) => Promise<void>
  },
): AsyncGenerator<CopyBlock> {
  const started = performance.now()
  for await (const block of blocks) {
    if (block.refused) await keep(block.refused)
    table.rows += block.rows
    count(table)
    yield block
  }
  table.seconds = (performance.now() - started) / 1000
}
