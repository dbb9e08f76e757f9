import type {Buffer} from 'node:buffer'

import type {CopyBlock} from '../core/encode/copy-block.js'
import {CopyBuffer} from '../core/encode/copy-buffer.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {RefusedGatherer, type RefusedPlace} from '../core/encode/refused-values.js'
import type {TableCopy} from '../core/table-copy.js'
import {valueEncoder} from '../core/encode/value-encoder.js'

import {type BlockQueue, blockQueue} from './block-queue.js'
import type {SourceConnection} from './connect.js'
import {appendCopyLine, type Refusal} from './copy-line.js'
import {originalsReader} from './originals-reader.js'
import {qualifiedName} from './qualified-name.js'
import {type RawQuery, type RowHandler, startRawQuery} from './start-raw-query.js'
import {refusedValueError} from './refused-value-error.js'
import {rangeSql, type RowRange} from './ranges/row-range.js'
import {queryError} from './translate-error.js'

/** Which rows are read, and what ends the reading early. */
export interface ReadRowsOptions {
  /** The MySQL database that holds the table. */
  database: string
  /** Which rows of the table; all of them when absent. */
  range?: RowRange
  signal?: AbortSignal
  /** Whether values that Postgres would refuse become NULL and are returned with their block; otherwise the first one ends the reading. */
  allowRefused?: boolean
}

/** A block is handed over before ordinary rows would make its buffer of 1 MB grow. */
const BLOCK_BYTES = (1 << 20) - (1 << 16)
/** How many bytes may wait for a slow consumer, besides one row. */
const WAITING_BYTES = 4 << 20

/**
 * Reads a table's rows as COPY text, in blocks of about 1 MB and in constant memory.
 * A read that is left early (an error, an abort, a `break`) closes its connection.
 * @yields blocks of whole lines
 * @throws MigrationError with code `refused-value`, `source-connection-lost`, `source-query-failed` or `interrupted`
 */
export async function* readRows(
  connection: SourceConnection,
  copy: TableCopy,
  options: ReadRowsOptions,
): AsyncGenerator<CopyBlock> {
  const {signal} = options
  if (signal?.aborted) throw interrupted(copy)
  const {query, queue} = startReading(connection, copy, options)
  const abort = (): void => queue.fail(interrupted(copy))
  signal?.addEventListener('abort', abort, {once: true})
  let finished = false
  try {
    for (let block = await queue.next(); block; block = await queue.next()) yield block
    finished = true
  } finally {
    signal?.removeEventListener('abort', abort)
    if (!finished) query.abandon()
  }
}

function startReading(
  {raw}: SourceConnection,
  copy: TableCopy,
  {database, range, allowRefused = false}: ReadRowsOptions,
): {query: RawQuery; queue: BlockQueue} {
  const queue = blockQueue(WAITING_BYTES, {pause: () => query.pause(), resume: () => query.resume()})
  const {onRow, flush} = rowsToBlocks(copy, queue, allowRefused)
  const query = startRawQuery(raw, selectRows(copy, database, range), onRow)
  query.done.then(
    () => {
      flush()
      queue.end()
    },
    (error: unknown) => queue.fail(queryError(error, `read table ${copy.source}`)),
  )
  return {query, queue}
}

/** Turns rows into lines and hands these over in blocks; after a failure the remaining rows are ignored. */
function rowsToBlocks(
  copy: TableCopy,
  queue: BlockQueue,
  allowRefused: boolean,
): {onRow: RowHandler; flush(): void} {
  const encoders = copy.columns.map(({encoding}) => valueEncoder(encoding))
  const originals = originalsReader(copy)
  const out = new CopyBuffer()
  const refused = new RefusedGatherer()
  let rows = 0
  let done = 0
  let failed = false
  const flush = (): void => {
    if (rows > 0 && !failed) queue.push({bytes: out.take(), rows, refused: refused.take()})
    done += rows
    rows = 0
  }

  const keep = (place: RefusedPlace): void => {
    if (!allowRefused || !copy.columns[place.column]!.nullable) throw refusedValueError(place)
    refused.add(place)
  }

  /** A refused value of the last row, whose line begins at `from`. */
  const placeOf = ({column, reason, first, end}: Refusal, bytes: Buffer, from: number): RefusedPlace => {
    const line = out.bytes.subarray(from, out.length - 1)
    return {copy, column, reason, value: bytes.subarray(first, end), line, row: done + rows}
  }

  const onRow: RowHandler = (bytes, start) => {
    if (failed) return
    try {
      const from = out.length
      const refusals = appendCopyLine({encoders, bytes, start}, out)
      rows++
      for (const refusal of refusals) keep(placeOf(refusal, bytes, from))
      for (const original of originals(bytes, start)) refused.add(placeOf(original, bytes, from))

      if (out.length + refused.length >= BLOCK_BYTES) flush()
    } catch (error) {
      failed = true
      queue.fail(error as Error)
    }
  }

  return {onRow, flush}
}

function selectRows({columns, source}: TableCopy, database: string, range?: RowRange): string {
  const originals = columns.flatMap(({original}) => original?.select ?? [])
  const values = [...columns.map(({select}) => select), ...originals].join(', ') || 'NULL'
  return `SELECT ${values} FROM ${qualifiedName(database, source)}${range ? rangeSql(range) : ''}`
}

function interrupted({source}: TableCopy): MigrationError {
  return new MigrationError(`Reading table ${source} was interrupted.`, {
    code: 'interrupted',
    exit: EXIT.interrupted,
  })
}
