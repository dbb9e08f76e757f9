import type {MysqlServer} from '../core/mysql-schema.js'

/**
 * The statements that make a session read every value whole, exact and in UTC, whatever the server's defaults are.
 * None of them needs a privilege.
 */
export function sessionSettings(server: MysqlServer): string[] {
  const variables = {...COMMON, ...flavorSettings(server)}
  return [
    'SET NAMES utf8mb4',
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
    // The source is only ever read; here the server itself holds us to it.
    'SET SESSION TRANSACTION READ ONLY',
    `SET SESSION ${Object.entries(variables)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`,
  ]
}

const COMMON = {
  // The server ends a read that is paused longer than this (60 s by default).
  net_write_timeout: 600,
  net_read_timeout: 600,
  wait_timeout: 28_800,
  time_zone: "'+00:00'",
  // No ANSI_QUOTES, NO_BACKSLASH_ESCAPES or PAD_CHAR_TO_FULL_LENGTH: they change what is read.
  sql_mode: "''",
  group_concat_max_len: 1_048_576,
  // A limit set for all sessions would cut tables short without an error.
  sql_select_limit: '18446744073709551615',
  sql_big_selects: 1,
}

function flavorSettings({flavor, version}: MysqlServer): Record<string, number> {
  if (flavor === 'mariadb') return {max_statement_time: 0}
  if (version.startsWith('5.')) return {max_execution_time: 0}
  // From version 8 on information_schema answers from a cache that is up to a day old.
  return {max_execution_time: 0, information_schema_stats_expiry: 0}
}
