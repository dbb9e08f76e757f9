import type pg from 'pg'
import type {Problem} from '../core/problem.js'
import {queryError} from './translate-error.js'

/** Generated columns came with 12. */
const OLDEST_VERSION = 120_000
const NAMES_SHOWN = 5

interface TargetState {
  version: number
  versionText: string
  encoding: string
  isUtf8: boolean
  readOnly: boolean
  mayCreate: boolean
  objects: string[]
}

/**
 * Finds everything that would prevent a restore into this database.
 * @throws MigrationError when the connection is lost
 */
export async function checkTarget(client: pg.Client): Promise<Problem[]> {
  try {
    const {rows} = await client.query<TargetState>(STATE)
    return rows.flatMap(state => problemsOf(state))
  } catch (error) {
    throw queryError(error, 'look into the Postgres database')
  }
}

function problemsOf(state: TargetState): Problem[] {
  const checks: Array<[boolean, Problem]> = [
    [state.version < OLDEST_VERSION, tooOld(state)],
    [!state.isUtf8, notUtf8(state)],
    [state.readOnly, READ_ONLY],
    [!state.mayCreate, MAY_NOT_CREATE],
    [state.objects.length > 0, notEmpty(state)],
  ]
  return checks.filter(([isProblem]) => isProblem).map(([, problem]) => problem)
}

const READ_ONLY: Problem = {
  code: 'target-read-only',
  what: 'The Postgres database is read-only: it is a follower, or larger than its plan allows.',
  remedy: 'Name another database with --target, or leave out --target to create a new one.',
}
const MAY_NOT_CREATE: Problem = {
  code: 'target-may-not-create',
  what: 'The Postgres user may not create tables in schema public.',
  remedy: 'Use the database’s default credential.',
}

function tooOld({versionText}: TargetState): Problem {
  return {
    code: 'target-too-old',
    what: `The target is Postgres ${versionText}, but generated columns need 12 or later.`,
    remedy: 'Name another database with --target, or leave out --target to create a new one.',
  }
}

function notUtf8({encoding}: TargetState): Problem {
  return {
    code: 'target-not-utf8',
    what: `The Postgres database holds text in ${encoding}, which cannot hold every text of MySQL.`,
    remedy: 'Create the database with ENCODING UTF8.',
  }
}

function notEmpty({objects}: TargetState): Problem {
  const shown = objects.slice(0, NAMES_SHOWN).join(', ')
  const more = objects.length - NAMES_SHOWN
  return {
    code: 'target-not-empty',
    what: `The Postgres database is not empty: schema public holds ${shown}${more > 0 ? ` and ${more} more` : ''}.`,
    remedy:
      'Name an empty database with --target, leave out --target to create a new one, or empty it with heroku pg:reset.',
  }
}

/** Objects of extensions do not count, nor do the row types of tables, which pg_type lists beside enums. */
const STATE = `
  WITH objects AS (
    SELECT relname::text AS name, oid, 'pg_class'::regclass AS catalog FROM pg_catalog.pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL
    SELECT typname::text, oid, 'pg_type'::regclass FROM pg_catalog.pg_type
    WHERE typnamespace = 'public'::regnamespace AND typrelid = 0 AND typcategory <> 'A'
    UNION ALL
    SELECT proname || '()', oid, 'pg_proc'::regclass FROM pg_catalog.pg_proc
    WHERE pronamespace = 'public'::regnamespace
  )
  SELECT
    current_setting('server_version_num')::int AS version,
    current_setting('server_version') AS "versionText",
    current_setting('server_encoding') AS encoding,
    current_setting('server_encoding') = 'UTF8' AS "isUtf8",
    pg_catalog.pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS "readOnly",
    pg_catalog.has_schema_privilege('public', 'CREATE') AS "mayCreate",
    ARRAY(
      SELECT name FROM objects
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = objects.catalog AND d.objid = objects.oid AND d.deptype IN ('e', 'i', 'a')
      )
      ORDER BY catalog, name
    ) AS objects`
