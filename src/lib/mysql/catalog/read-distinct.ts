import {quoteMysqlLiteral} from '../../core/quote.js'

import type {SqlSession} from '../connect.js'

/** The number of distinct values of some columns together, from the server's index statistics; undefined without such an index. */
export type DistinctOf = (table: string, columns: readonly string[]) => number | undefined

/** Reads those statistics. The server's estimates are good enough for sizes, and for nothing else. */
export async function readDistinct(session: SqlSession, database: string): Promise<DistinctOf> {
  const rows = await session.query<Statistic>(
    `SELECT table_name AS tableName, index_name AS indexName, column_name AS columnName, cardinality AS count
     FROM information_schema.statistics WHERE table_schema = ${quoteMysqlLiteral(database)}
     ORDER BY table_name, index_name, seq_in_index`,
    'read the statistics of indexes',
  )
  const counts = new Map<string, number>()
  let columns: string[] = []
  for (const [at, {tableName, indexName, columnName, count}] of rows.entries()) {
    const before = rows[at - 1]
    if (before?.tableName !== tableName || before.indexName !== indexName) columns = []
    columns = [...columns, columnName ?? '']
    if (count !== null) counts.set(keyOf(tableName, columns), Number(count))
  }

  return (table, wanted) => counts.get(keyOf(table, wanted))
}

interface Statistic {
  tableName: string
  indexName: string
  /** Null for an expression. */
  columnName: string | null
  count: number | string | null
}

function keyOf(table: string, columns: readonly string[]): string {
  return JSON.stringify([table, ...columns])
}
