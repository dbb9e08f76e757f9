import {giveBack} from '../../core/encode/spare-memory.js'
import {nullFields, type RefusedField} from '../../core/encode/null-fields.js'
import {RefusedGatherer, type RefusedPlace, type RefusedValues} from '../../core/encode/refused-values.js'
import {MigrationError} from '../../core/migration-error.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {readRows} from '../../mysql/read-rows.js'
import {refusedValueError} from '../../mysql/refused-value-error.js'
import type {LoadSession} from '../../postgres/load-session.js'
import {isRecorded} from '../../postgres/range-ledger.js'
import {writeRange} from '../../postgres/write-range.js'
import type {RangeRequest} from './range-reader.js'

/** Rows of one table to copy into Postgres. Plain data, so that it can be sent to a worker thread. */
export interface CopyRequest extends RangeRequest {
  /** Unique in the run. */
  id: number
  /** `COPY public.t (a, b) FROM stdin;\n` */
  copySql: string
  /** Holds the password: never printed. */
  targetUrl: string
}

/** Called with how many of a range's rows have been sent, and their bytes as COPY text; both fall when they are sent again. */
export type RowsListener = (rows: number, bytes: number) => void

/** What is in Postgres after a range was copied. */
export interface CopiedRange {
  rows: number
  refused: RefusedValues[]
}

/** Copies ranges over connections of its own, one at a time. */
export interface RangeCopier {
  copy(request: CopyRequest, onRows: RowsListener): Promise<CopiedRange>
  /** Closes the connection to Postgres; the one to MySQL stays in its snapshot. */
  release(): Promise<void>
}

/** What a copy needs besides its request. */
export interface CopyTools {
  onRows: RowsListener
  signal?: AbortSignal
}

/** How often a range is sent if connections to Postgres are lost. */
const ATTEMPTS = 5
/** How many refused values of a range are found, each of which costs sending the range again. */
const MOST_REFUSED = 100

/**
 * Reads a range of MySQL and writes it to Postgres, completely or not at all. After a lost connection to Postgres the range
 * is sent again on a new one, unless the ledger has it: the connection may have been lost after the commit. If Postgres
 * refuses a value, the range is sent again with NULL in its place, if that is allowed.
 */
export async function copyRange(
  source: SourceConnection,
  target: LoadSession,
  request: CopyRequest,
  tools: CopyTools,
): Promise<CopiedRange> {
  const {copy, id} = request
  const range = {...request, table: copy.target, columns: copy.columns.map(column => column.target)}
  const found: RefusedField[] = []
  let copied: CopiedRange = {rows: 0, refused: []}
  let lost = 0
  for (;;) {
    try {
      const client = await target.client()
      if (lost > 0 && (await isRecorded(client, id))) return copied
      copied = {rows: 0, refused: []}
      const refused = await writeRange(client, range, textOf(source, request, {copied, found, ...tools}))
      if (!refused) return copied
      if (found.length === MOST_REFUSED) throw tooManyRefused(request, refused)
      found.push(refused)
    } catch (error) {
      await target.close()
      if (!isLostTarget(error) || ++lost === ATTEMPTS) throw error
    }
  }
}

async function* textOf(
  source: SourceConnection,
  {copy, allowRefused, ...options}: CopyRequest,
  {copied, found, onRows, signal}: CopyTools & {copied: CopiedRange; found: readonly RefusedField[]},
): AsyncGenerator<Uint8Array> {
  const gatherer = new RefusedGatherer()
  let sent = 0
  const keep = (place: RefusedPlace): void => {
    if (!allowRefused || !copy.columns[place.column]!.nullable) throw refusedValueError(place)
    gatherer.add(place)
  }
  for await (const block of readRows(source, copy, {...options, allowRefused, signal})) {
    const bytes = nullFields(block, found, {copy, before: copied.rows, keep})
    const late = gatherer.take()
    copied.rows += block.rows
    copied.refused.push(...[block.refused, late].filter(values => values !== undefined))
    sent += bytes.length
    onRows(copied.rows, sent)
    yield bytes
    // The bytes have been sent to Postgres.
    giveBack(block.bytes)
  }
}

function tooManyRefused({copy}: CopyRequest, {line, column, reason}: RefusedField): MigrationError {
  return new MigrationError(
    `Postgres refuses more than ${MOST_REFUSED} values of ${copy.source}, among them that of ${column} in row ${line}: ${reason}.`,
    {code: 'refused-value', suggestions: ['Choose another type for the column with --rules']},
  )
}

/** Whether a connection to Postgres broke. */
export function isLostTarget(error: unknown): boolean {
  return error instanceof MigrationError && error.code === 'target-connection-lost'
}
