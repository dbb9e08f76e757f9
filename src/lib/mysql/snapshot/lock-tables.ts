import type {MysqlSchema} from '../../core/mysql-schema.js'

import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {queryError} from '../translate-error.js'

/**
 * Locks all tables for reading until the connection is closed; returns whether it succeeded.
 * While it waits it blocks nobody, and it gives up after 5 seconds: busy writers could keep it waiting for ever.
 */
export async function lockTables(
  connection: SourceConnection,
  {database, tables}: MysqlSchema,
): Promise<boolean> {
  if (tables.length === 0) return true
  await connection.query('SET SESSION lock_wait_timeout = 5', 'lock the tables')
  const list = tables.map(({name}) => `${qualifiedName(database, name)} READ`)
  const answer = await connection.attempt(`LOCK TABLES ${list.join(', ')}`)
  if ('rows' in answer) return true
  if (CANNOT_LOCK.has(answer.refused.errno)) return false
  throw queryError(answer.refused, 'lock the tables')
}

/** No access to the database or a table, a missing privilege, lock wait timeout, deadlock. */
const CANNOT_LOCK = new Set([1044, 1142, 1227, 1205, 1213])
