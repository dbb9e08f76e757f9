import type {RefusedValues} from '../core/encode/refused-values.js'
import {MigrationError} from '../core/migration-error.js'
import type {SourceConnection} from '../mysql/connect.js'
import {readRows} from '../mysql/read-rows.js'
import type {LoadSession} from '../postgres/load-session.js'
import {isRecorded} from '../postgres/range-ledger.js'
import {writeRange} from '../postgres/write-range.js'
import type {RangeRequest} from './range-reader.js'

/** Rows of one table to copy into Postgres. Plain data, so that it can be handed to a worker thread. */
export interface CopyRequest extends RangeRequest {
  /** Unique in the run. */
  id: number
  /** `COPY public.t (a, b) FROM stdin` */
  copySql: string
  /** Holds the password: never printed. */
  targetUrl: string
}

/** What stands in Postgres now. */
export interface CopiedRange {
  rows: number
  refused: RefusedValues[]
}

/** Copies ranges over connections of its own, one at a time. */
export interface RangeCopier {
  /** `onRows` is told how many of the range's rows are under way; the number falls when they are sent again. */
  copy(request: CopyRequest, onRows: (rows: number) => void): Promise<CopiedRange>
  close(): Promise<void>
}

/** How a range is copied besides what is asked for. */
export interface CopyTools {
  onRows: (rows: number) => void
  signal?: AbortSignal
}

/** How often a range is sent whose connection to Postgres is lost. */
const ATTEMPTS = 5

/**
 * Reads a range of MySQL and writes it to Postgres; it is all there or not at all. After a lost connection to Postgres the range
 * is sent again on a new one, unless the ledger has it: the connection may have been lost after the commit.
 */
export async function copyRange(
  source: SourceConnection,
  target: LoadSession,
  request: CopyRequest,
  tools: CopyTools,
): Promise<CopiedRange> {
  let copied: CopiedRange = {rows: 0, refused: []}
  for (let attempt = 1; ; attempt++) {
    try {
      const client = await target.client()
      if (attempt > 1 && (await isRecorded(client, request.id))) return copied
      copied = {rows: 0, refused: []}
      const text = textOf(source, request, {copied, ...tools})
      await writeRange(client, {...request, table: request.copy.target}, text)
      return copied
    } catch (error) {
      await target.close()
      if (!isLostTarget(error) || attempt === ATTEMPTS) throw error
    }
  }
}

async function* textOf(
  source: SourceConnection,
  {copy, ...options}: CopyRequest,
  {copied, onRows, signal}: CopyTools & {copied: CopiedRange},
): AsyncGenerator<Uint8Array> {
  for await (const {bytes, rows, refused} of readRows(source, copy, {...options, signal})) {
    copied.rows += rows
    if (refused) copied.refused.push(refused)
    onRows(copied.rows)
    yield bytes
  }
}

/** Whether a connection to Postgres broke. */
export function isLostTarget(error: unknown): boolean {
  return error instanceof MigrationError && error.code === 'target-connection-lost'
}
