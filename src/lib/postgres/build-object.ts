import pg from 'pg'
import type {BuildTask} from '../core/ddl/build-tasks.js'
import {queryError} from './translate-error.js'

/** `duplicate_table`, `duplicate_object`, and "multiple primary keys are not allowed". */
const STANDS_ALREADY = new Set(['42P07', '42710', '42P16'])

/**
 * Builds an index, a key or another object on finished rows.
 * `again` says that the connection was lost while it was being built, so that it may exist already.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function buildObject(client: pg.Client, task: BuildTask, again: boolean): Promise<void> {
  try {
    await client.query(task.create)
  } catch (error) {
    if (again && error instanceof pg.DatabaseError && STANDS_ALREADY.has(error.code ?? '')) return
    throw queryError(error, `create ${task.desc.toLowerCase()} ${task.tag}`)
  }
}
