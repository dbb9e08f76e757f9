import type {MysqlColumn, MysqlTable} from '../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../core/quote.js'

import type {SourceConnection} from './connect.js'
import {qualifiedName} from './qualified-name.js'

/**
 * Puts the labels of enum and set columns right that the catalog shows with `?` for characters outside the basic plane:
 * the rows know them. A label that no row holds alone stays as the catalog shows it.
 */
export async function readExactLabels(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  const columns: MysqlColumn[] = []
  for (const column of table.columns) {
    const isDoubtful = /^(?:enum|set)$/.test(column.dataType) && column.columnType.includes('?')
    columns.push(isDoubtful ? await withExactLabels(connection, database, table.name, column) : column)
  }

  return {...table, columns}
}

async function withExactLabels(
  connection: SourceConnection,
  database: string,
  table: string,
  column: MysqlColumn,
): Promise<MysqlColumn> {
  const name = quoteMysqlIdentifier(column.name)
  const [number, condition] =
    // Labels are numbered from 1; a set has a bit for each.
    column.dataType === 'enum'
      ? [`${name} + 0`, `${name} + 0 > 0`]
      : [`ROUND(LOG2(${name} + 0)) + 1`, `BIT_COUNT(${name} + 0) = 1`]
  const answer = await connection.attempt<{number: number; label: string}>(
    `SELECT DISTINCT ${number} AS number, ${name} AS label
      FROM ${qualifiedName(database, table)} WHERE ${condition}`,
  )
  if ('refused' in answer) return column
  const labels = new Map(answer.rows.map(row => [Number(row.number), row.label]))
  let seen = 0
  const columnType = column.columnType.replaceAll(/'(?:[^'\\]|\\.|'')*'/gs, shown => {
    const label = labels.get(++seen)
    return label === undefined ? shown : `'${label.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`
  })
  return {...column, columnType}
}
