import type {MysqlColumn, MysqlTable} from '../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../core/quote.js'

import type {SourceConnection} from './connect.js'

/**
 * Replaces the defaults of binary columns by what they are, as `0x00ff`: the catalog shows them as text,
 * which MySQL 9 ends at the first zero byte. A table that cannot be read keeps what the catalog shows.
 */
export async function readBinaryDefaults(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  const asked = table.columns.filter(hasBinaryDefault).map(({name}) => name)
  if (asked.length === 0) return table
  const values = asked.map((name, at) => `HEX(DEFAULT(t.${quoteMysqlIdentifier(name)})) AS v${at}`).join(', ')
  const from = `${quoteMysqlIdentifier(database)}.${quoteMysqlIdentifier(table.name)}`
  const answer = await connection.attempt<Record<string, string | null>>(
    // One row whatever the table holds, and nothing of the table is read.
    `SELECT ${values} FROM (SELECT 1) AS one LEFT JOIN ${from} AS t ON FALSE`,
  )
  const row = 'rows' in answer ? answer.rows[0] : undefined
  const columns = table.columns.map(column => withDefault(column, row?.[`v${asked.indexOf(column.name)}`]))
  return {...table, columns}
}

function hasBinaryDefault({dataType, default: shown}: MysqlColumn): boolean {
  return (dataType === 'binary' || dataType === 'varbinary') && shown?.kind === 'literal'
}

function withDefault(column: MysqlColumn, hex: string | null | undefined): MysqlColumn {
  if (hex === undefined || hex === null) return column
  return {...column, default: {kind: 'expression', sql: hex === '' ? "x''" : `0x${hex}`}}
}
