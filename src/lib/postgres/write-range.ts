import pg from 'pg'
import type {RefusedField} from '../core/encode/null-fields.js'
import {MigrationError} from '../core/migration-error.js'
import {copyRows} from './copy-rows.js'
import {recordSql} from './range-ledger.js'
import {queryError} from './translate-error.js'

/** Rows that are written together. */
export interface RangeText {
  /** Unique in the run. */
  id: number
  /** `COPY public.t (a, b) FROM stdin;\n` */
  copySql: string
  /** Postgres table, for messages. */
  table: string
  /** Postgres columns. */
  columns: readonly string[]
}

/**
 * Writes a range and its row in the ledger in one transaction: the statements of one message are a transaction, and need no
 * round trips between them. Returns the value that Postgres refuses, if there is one: then nothing is written.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`, or the error of the blocks
 */
export async function writeRange(
  client: pg.Client,
  {id, copySql, table, columns}: RangeText,
  blocks: AsyncIterable<Uint8Array>,
): Promise<RefusedField | undefined> {
  try {
    await copyRows(client, copySql + recordSql(id), blocks)
    return undefined
  } catch (error) {
    if (error instanceof MigrationError) throw error
    const refused = refusedField(error, columns)
    if (refused) return refused
    throw queryError(error, `copy into table ${table}`)
  }
}

/** `data_exception` and `not_null_violation`. */
const REFUSES_A_VALUE = /^22|^23502$/

/** Postgres names the line, and the column either with it or in a separate field: `COPY t, line 3, column a: "x"`. */
function refusedField(error: unknown, columns: readonly string[]): RefusedField | undefined {
  if (!(error instanceof pg.DatabaseError) || !REFUSES_A_VALUE.test(error.code ?? '')) return undefined
  const {line, rest} = /, line (?<line>\d+)(?:, column (?<rest>.*))?/s.exec(error.where ?? '')?.groups ?? {}
  const column = error.column ?? columns.filter(name => rest?.startsWith(name)).sort(longestFirst)[0]
  if (line === undefined || column === undefined) return undefined
  return {line: Number(line), column, reason: error.message}
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length
}
