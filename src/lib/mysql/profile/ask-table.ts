import type {MysqlTable} from '../../core/mysql-schema.js'
import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {planRanges, type RangeSize} from '../ranges/plan-ranges.js'
import {rangeSql, type RowRange} from '../ranges/row-range.js'

/** The result of an aggregate; numbers beyond 2^53 are decimal text. */
export type Answer = number | string | null

/** An aggregate, and how its results for parts of a table are combined. */
export interface Aggregate {
  sql: string
  join: 'greatest' | 'least' | 'sum' | 'union'
}

/** Computes aggregates over a table, all in one pass, and returns their results by their SQL. */
export type Ask = (aggregates: readonly Aggregate[]) => Promise<Map<string, Answer>>

/**
 * Computes aggregates over a table in ranges of about `size`, one statement each, so that a session that runs several
 * statements at once shares a large table among its connections.
 */
export function askTable(session: SqlSession, database: string, table: MysqlTable, size: RangeSize): Ask {
  return async aggregates => {
    if (aggregates.length === 0) return new Map()
    const ranges: Array<RowRange | undefined> = []
    for await (const range of planRanges(session, database, {table, rows: table.rowEstimate}, size))
      ranges.push(range)
    const answers = await Promise.all(
      ranges.map(range => askRange(session, database, table, range)(aggregates)),
    )
    return new Map(
      aggregates.map(({sql, join}) => [
        sql,
        joinAnswers(
          answers.map(answer => answer.get(sql) ?? null),
          join,
        ),
      ]),
    )
  }
}

/** Computes aggregates over one range of a table, or over all of it. */
export function askRange(
  session: SqlSession,
  database: string,
  {name}: MysqlTable,
  range: RowRange | undefined,
): Ask {
  const from = `${qualifiedName(database, name)}${range ? rangeSql(range) : ''}`
  return async aggregates => {
    const asked = [...new Set(aggregates.map(({sql}) => sql))]
    if (asked.length === 0) return new Map()
    const [row] = await session.query<Record<string, Answer>>(
      `SELECT ${asked.map((sql, at) => `${sql} AS a${at}`).join(', ')} FROM ${from}`,
      `profile the table ${name}`,
    )
    return new Map(asked.map((sql, at) => [sql, row?.[`a${at}`] ?? null]))
  }
}

/** For a part without rows, the least and the greatest value are NULL. */
function joinAnswers(parts: readonly Answer[], join: Aggregate['join']): Answer {
  const known = parts.filter(part => part !== null)
  switch (join) {
    case 'sum':
      return known.reduce((sum: number, part) => sum + Number(part), 0)
    case 'union':
      return known.reduce((union: number, part) => union | Number(part), 0)
    case 'greatest':
      return known.toSorted(byNumber).at(-1) ?? null
    case 'least':
      return known.toSorted(byNumber)[0] ?? null
  }
}

/** Exact for integers of 64 bits; an AUTO_INCREMENT may also be a floating point number. */
function byNumber(one: number | string, other: number | string): number {
  const difference = Number(one) - Number(other)
  if (difference !== 0 || [one, other].some(number => !/^-?\d+$/.test(String(number)))) return difference
  return BigInt(one) < BigInt(other) ? -1 : 1
}
