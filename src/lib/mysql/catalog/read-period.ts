import type {MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * Finds MariaDB's application-time periods, https://mariadb.com/kb/en/application-time-periods/. The catalog of 10.11
 * shows them only as a check and as keys over their columns; WITHOUT OVERLAPS is shown by SHOW CREATE TABLE alone.
 */
export async function readPeriod(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  if (!table.checks.some(({expression}) => IN_ORDER.test(expression))) return table
  const answer = await connection.attempt<{'Create Table'?: string}>(
    `SHOW CREATE TABLE ${qualifiedName(database, table.name)}`,
  )
  const lines = 'rows' in answer ? (answer.rows[0]?.['Create Table'] ?? '').split('\n') : []
  const check = table.checks.find(({name}) =>
    lines.some(line => line.startsWith(`  PERIOD FOR ${quoteMysqlIdentifier(name)} (`)),
  )
  if (!check) return table
  const strict = lines.filter(line => / WITHOUT OVERLAPS\),?$/.test(line))
  const keys = table.indexes
    .map(({name}) => name)
    .filter(name => strict.some(line => line.startsWith(keyStart(name))))
  return {...table, period: {name: check.name, keys}}
}

/** The check that the server makes for a period. */
const IN_ORDER = /^`(?:[^`]|``)+` < `(?:[^`]|``)+`$/

function keyStart(name: string): string {
  return name === 'PRIMARY' ? '  PRIMARY KEY (' : `  UNIQUE KEY ${quoteMysqlIdentifier(name)} (`
}
