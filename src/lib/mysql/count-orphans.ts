import type {MysqlForeignKey} from '../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../core/quote.js'

import type {SourceConnection} from './connect.js'
import {queryError} from './translate-error.js'

/**
 * Counts rows whose foreign key points at no row. MySQL lets them in while `foreign_key_checks` is off,
 * as every restored mysqldump does, and even lets the parent table be missing.
 */
export async function countOrphans(
  connection: SourceConnection,
  database: string,
  table: string,
  key: MysqlForeignKey,
): Promise<number> {
  const answer = await connection.attempt<{orphans: number}>(orphanSql(database, table, key))
  if ('rows' in answer) return Number(answer.rows[0]?.orphans ?? 0)
  const doing = `look for rows of ${table} without a parent in ${key.parentTable}`
  if (answer.refused.errno !== NO_SUCH_TABLE) throw queryError(answer.refused, doing)
  const [all] = await connection.query<{orphans: number}>(
    `SELECT COUNT(*) AS orphans FROM ${from(database, table)} AS child WHERE ${hasKey(key)}`,
    doing,
  )
  return Number(all?.orphans ?? 0)
}

/** ER_NO_SUCH_TABLE. */
const NO_SUCH_TABLE = 1146

function orphanSql(database: string, table: string, key: MysqlForeignKey): string {
  const matches = key.columns.map((column, at) => {
    const parentColumn = quoteMysqlIdentifier(key.parentColumns[at] ?? '')
    return `parent.${parentColumn} = child.${quoteMysqlIdentifier(column)}`
  })
  return `SELECT COUNT(*) AS orphans FROM ${from(database, table)} AS child WHERE ${hasKey(key)}
    AND NOT EXISTS (SELECT 1 FROM ${from(database, key.parentTable)} AS parent WHERE ${matches.join(' AND ')})`
}

/** A key with a NULL in it refers to nothing (MATCH SIMPLE, in MySQL as in Postgres). */
function hasKey({columns}: MysqlForeignKey): string {
  return columns.map(column => `child.${quoteMysqlIdentifier(column)} IS NOT NULL`).join(' AND ')
}

function from(database: string, table: string): string {
  return `${quoteMysqlIdentifier(database)}.${quoteMysqlIdentifier(table)}`
}
