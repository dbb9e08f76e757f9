import {findColumn} from '../../core/convert/find-table.js'
import type {MysqlForeignKey, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {queryError} from '../translate-error.js'

/**
 * Counts rows whose foreign key points at no row. MySQL accepts them while `foreign_key_checks` is off, as during the
 * restore of every mysqldump, and even accepts a missing parent table. A parent that is equal only when case is ignored
 * is not a parent in Postgres, unless the column ignores case there, too: the index finds it by the collation, its bytes decide.
 */
export async function countOrphans(
  session: SqlSession,
  database: string,
  {table, key, ignoresCase}: Reference,
): Promise<number> {
  const answer = await session.attempt<{orphans: number}>(orphanSql(database, {table, key, ignoresCase}))
  if ('rows' in answer) return Number(answer.rows[0]?.orphans ?? 0)
  const doing = `look for rows of ${table.name} without a parent in ${key.parentTable}`
  if (answer.refused.errno !== NO_SUCH_TABLE) throw queryError(answer.refused, doing)
  const [all] = await session.query<{orphans: number}>(
    `SELECT COUNT(*) AS orphans FROM ${qualifiedName(database, table.name)} AS child WHERE ${hasKey(key)}`,
    doing,
  )
  return Number(all?.orphans ?? 0)
}

interface Reference {
  table: MysqlTable
  key: MysqlForeignKey
  /** Whether a column of the table ignores case in Postgres, too. */
  ignoresCase: (column: string) => boolean
}

/** ER_NO_SUCH_TABLE. */
const NO_SUCH_TABLE = 1146

/**
 * An outer join, because in a subquery MariaDB treats columns that are equal by collation as equal in their bytes.
 * Numbers and dates have no collation: what the index finds is the parent.
 */
function orphanSql(database: string, {table, key, ignoresCase}: Reference): string {
  const ends = key.columns.map((column, at) => [
    `parent.${quoteMysqlIdentifier(key.parentColumns[at] ?? '')}`,
    `child.${quoteMysqlIdentifier(column)}`,
  ])
  const matches = ends.map(pair => pair.join(' = ')).join(' AND ')
  const differs = ends
    .flatMap((pair, at) => {
      const column = key.columns[at] ?? ''
      if (findColumn(table, column)?.charset === null) return []
      return ignoresCase(column) ? inBothCases(pair) : [pair]
    })
    .map(pair => `OR ${pair.map(end => `CAST(${end} AS BINARY)`).join(' <> ')}`)
  return `SELECT COUNT(*) AS orphans FROM ${qualifiedName(database, table.name)} AS child
    LEFT JOIN ${qualifiedName(database, key.parentTable)} AS parent ON ${matches}
    WHERE ${hasKey(key)} AND (${[`${ends[0]?.[0]} IS NULL`, ...differs].join(' ')})`
}

/** Some letters have one lower case and two upper case forms, or vice versa; Postgres may treat those differently. */
function inBothCases(pair: string[]): string[][] {
  return ['LOWER', 'UPPER'].map(fold => pair.map(end => `${fold}(${end})`))
}

/** A key that contains NULL refers to nothing (MATCH SIMPLE, in MySQL as in Postgres). */
function hasKey({columns}: MysqlForeignKey): string {
  return columns.map(column => `child.${quoteMysqlIdentifier(column)} IS NOT NULL`).join(' AND ')
}
