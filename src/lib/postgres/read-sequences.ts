import type pg from 'pg'
import type {DatabaseFacts, SequenceFacts} from '../core/database-facts.js'
import {quoteIdentifier, quoteQualified} from '../core/quote.js'
import {FREE_SEQUENCES} from './catalog-sql.js'

/** A sequence that a column owns: an identity column's or a serial's. Names are unquoted. */
export interface OwnedSequence {
  column: string
  sequence: string
  increment: string
}

/** Reads the sequences that no column owns. */
export async function readFreeSequences(client: pg.Client): Promise<DatabaseFacts['sequences']> {
  const {rows} = await client.query<{name: string; increment: string}>(FREE_SEQUENCES)
  const facts: DatabaseFacts['sequences'] = []
  for (const {increment, name} of rows) {
    const sql = `SELECT ${nextValue(increment)} AS next FROM ${quoteQualified(name)}`
    const {rows: values} = await client.query<{next: string}>(sql)
    facts.push({name, next: values[0]!.next})
  }

  return facts
}

/** Reads the next value of an owned sequence, and the largest value in its column. */
export async function readSequence(
  client: pg.Client,
  table: string,
  {column, increment, sequence}: OwnedSequence,
): Promise<SequenceFacts> {
  const max = `(SELECT max(${quoteIdentifier(column)})::text FROM ${quoteQualified(table)})`
  const {rows} = await client.query<{next: string; max: string | null}>(
    `SELECT ${nextValue(increment)} AS next, ${max} AS max FROM ${quoteQualified(sequence)}`,
  )
  return {column, next: rows[0]!.next, max: rows[0]!.max}
}

/** The next value by a sequence's own relation. Numeric, because after the largest bigint there is no next value in bigint. */
function nextValue(increment: string): string {
  return `(last_value + CASE WHEN is_called THEN ${increment}::numeric ELSE 0 END)::text`
}
