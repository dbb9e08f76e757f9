import type {MysqlServer} from '../core/mysql-schema.js'

/**
 * The statements after which a session reads every value whole, exactly and in UTC, whatever the server's defaults are.
 * None of them needs a privilege.
 */
export function sessionSettings(server: MysqlServer): string[] {
  const variables = {...COMMON, ...flavorSettings(server)}
  return [
    'SET NAMES utf8mb4',
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
    // The source is only ever read; this makes the server enforce it.
    'SET SESSION TRANSACTION READ ONLY',
    `SET SESSION ${Object.entries(variables)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`,
  ]
}

const COMMON = {
  // The server ends a read that is paused for longer than this (60 s by default).
  net_write_timeout: 600,
  net_read_timeout: 600,
  wait_timeout: 28_800,
  time_zone: "'+00:00'",
  // No ANSI_QUOTES, NO_BACKSLASH_ESCAPES or PAD_CHAR_TO_FULL_LENGTH: they change what is read.
  sql_mode: "''",
  group_concat_max_len: 1_048_576,
  // A limit that the server sets for all sessions would truncate tables without an error.
  sql_select_limit: '18446744073709551615',
  sql_big_selects: 1,
  // Without it, a session that should see what others write would stay in the snapshot of its first statement.
  autocommit: 1,
  // Unquoted names could not be recognized in checks and CREATE TABLE.
  sql_quote_show_create: 1,
}

/** Only MariaDB may end a session that waits in its snapshot for the others, or show rows as they were at an earlier time. */
const MARIADB = {
  max_statement_time: 0,
  idle_transaction_timeout: 0,
  idle_readonly_transaction_timeout: 0,
  system_versioning_asof: 'DEFAULT',
}

function flavorSettings({flavor, version}: MysqlServer): Record<string, number | string> {
  // Servers that are too old to be read do not know these; check-server-version.ts tells of them.
  if (/^(5\.[0-6]|10\.[0-2])\./.test(version)) return {}
  if (flavor === 'mariadb') return MARIADB
  if (version.startsWith('5.')) return {max_execution_time: 0}
  return {
    max_execution_time: 0,
    // From version 8 on information_schema answers from a cache that is up to a day old.
    information_schema_stats_expiry: 0,
    ...(generatesKeys(version) && {show_gipk_in_create_table_and_information_schema: 1}),
  }
}

/** From 8.0.30 on MySQL can generate a primary key for a table without one, and a server may be configured to hide it. */
function generatesKeys(version: string): boolean {
  return !/^8\.0\.[12]?\d\b/.test(version)
}
