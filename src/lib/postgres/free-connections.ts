import type pg from 'pg'
import {queryError} from './translate-error.js'

/** Left free for the app's owner, backups and our own checks. */
const SPARE = 2

/** Reads how many more connections the limits of the role, the database and the server allow now; at least one. */
export async function freeConnections(client: pg.Client): Promise<number> {
  try {
    const {rows} = await client.query<{free: number}>(FREE)
    return Math.max(1, (rows[0]?.free ?? 1) - SPARE)
  } catch (error) {
    throw queryError(error, 'read how many connections are free')
  }
}

/** A limit of -1 means no limit. https://www.postgresql.org/docs/current/catalog-pg-authid.html */
const FREE = `
  WITH used AS (
    SELECT
      count(*) AS on_server,
      count(*) FILTER (WHERE usename = current_user) AS of_role,
      count(*) FILTER (WHERE datname = current_database()) AS of_database
    FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'
  )
  SELECT least(
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - on_server,
    CASE WHEN rolconnlimit >= 0 THEN rolconnlimit - of_role END,
    CASE WHEN datconnlimit >= 0 THEN datconnlimit - of_database END
  )::int AS free
  FROM used, pg_catalog.pg_roles, pg_catalog.pg_database
  WHERE rolname = current_user AND datname = current_database()`
