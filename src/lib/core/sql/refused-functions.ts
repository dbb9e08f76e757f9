const ACCOUNTS = 'the accounts of MySQL are not those of Postgres'
const SESSION = 'it asks for what a session of MySQL did'

/** Why some of MySQL's functions have no counterpart in Postgres; a fragment behind the function's name. */
export const REFUSED_FUNCTIONS: Readonly<Record<string, string>> = {
  user: ACCOUNTS,
  current_user: ACCOUNTS,
  session_user: ACCOUNTS,
  system_user: ACCOUNTS,
  current_role: ACCOUNTS,
  database: 'the database has another name in Postgres',
  schema: 'the database has another name in Postgres',
  version: 'it gives the version of MySQL',
  connection_id: SESSION,
  found_rows: SESSION,
  last_insert_id: SESSION,
  row_count: SESSION,
  soundex: 'Postgres has it only in an extension, and with another result',
  crc32: 'Postgres has no such checksum',
  sha: 'Postgres has SHA-1 only in an extension',
  sha1: 'Postgres has SHA-1 only in an extension',
  uuid_short: 'it counts by the number of the MySQL server',
  json_merge_preserve: 'Postgres merges only the top level of JSON',
  json_merge: 'Postgres merges only the top level of JSON',
  json_search: 'Postgres gives no paths to values in JSON',
  json_array_append: 'changes at places in JSON arrays are not translated',
  json_array_insert: 'changes at places in JSON arrays are not translated',
}
