import type {MysqlSchema} from '../../core/mysql-schema.js'

import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/** The names of the schema's tables, quoted for a statement. */
export function tableNames({database, tables}: MysqlSchema): string[] {
  return tables.map(({name}) => qualifiedName(database, name))
}

/**
 * Keeps others from altering tables until this session's transaction ends: they can write rows, but not, for example, drop a
 * partition, whose rows the snapshot would then no longer show. Fails if a table is locked for more than a few seconds.
 */
export async function holdTables(connection: SourceConnection, tables: readonly string[]): Promise<void> {
  await connection.query('SET SESSION lock_wait_timeout = 5', DOING)
  for (let from = 0; from < tables.length; from += AT_ONCE) {
    // Only when a row is read does the server report a table that was altered after the snapshot.
    const reads = tables.slice(from, from + AT_ONCE).map(table => `(SELECT 1 FROM ${table} LIMIT 1)`)
    await connection.query(reads.join(' UNION ALL '), DOING)
  }

  await connection.query('SET SESSION lock_wait_timeout = DEFAULT', DOING)
}

const DOING = 'keep others from altering the tables'
/** Fewer statements are fewer round trips. */
const AT_ONCE = 100
