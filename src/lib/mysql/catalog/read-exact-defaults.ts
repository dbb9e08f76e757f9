import type {MysqlColumn, MysqlDefault, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'
import {readCreatedDefaults} from './created-defaults.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * Corrects defaults that the catalog shows wrongly. It shows binary ones as text, which MySQL 9 ends at the first zero
 * byte (here they become `0x00ff`), those of enums in the binary character set as `0x6f6e`, and `?` for characters outside
 * the basic plane, such as emoji.
 * A default that cannot be read stays as shown, and is doubtful if a `?` in it may stand for another character.
 */
export async function readExactDefaults(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  const asked = table.columns.filter(column => isBinary(column) || isDoubtful(column))
  if (asked.length === 0) return table
  const values = asked.map((column, at) => `${exactDefault(column)} AS v${at}`).join(', ')
  const name = qualifiedName(database, table.name)
  const row = await firstRow(connection, values, name)
  const answerOf = (column: MysqlColumn): string | null => row?.[`v${asked.indexOf(column)}`] ?? null
  const unanswered = asked.filter(column => answerOf(column) === null)
  const created =
    unanswered.length > 0
      ? await readCreatedDefaults(connection, name, unanswered)
      : new Map<string, MysqlDefault>()
  const columns = table.columns.map(column => {
    const value = answerOf(column)
    if (value !== null) return {...column, default: toDefault(column, value)}
    const shown = created.get(column.name) ?? column.default
    if (!unanswered.includes(column) || shown === null) return column
    const isExact = connection.server.flavor === 'mysql' && created.has(column.name)
    const isLossy = !isBinary(column) && !isExact
    return {...column, default: isLossy && shown.kind === 'literal' ? {...shown, doubtful: true} : shown}
  })
  return {...table, columns}
}

/**
 * On MySQL 9 the outer join gives NULL for the default of a NOT NULL column, so a row of the table is read first; for an
 * empty table, SHOW CREATE TABLE says it.
 */
async function firstRow(
  connection: SourceConnection,
  values: string,
  table: string,
): Promise<Record<string, string | null> | undefined> {
  for (const from of [`${table} AS t LIMIT 1`, `(SELECT 1) AS one LEFT JOIN ${table} AS t ON FALSE`]) {
    const answer = await connection.attempt<Record<string, string | null>>(`SELECT ${values} FROM ${from}`)
    const row = 'rows' in answer ? answer.rows[0] : undefined
    if (row) return row
  }
  return undefined
}

function isBinary({dataType, default: shown}: MysqlColumn): boolean {
  return (dataType === 'binary' || dataType === 'varbinary') && shown?.kind === 'literal'
}

function isDoubtful({charset, dataType, default: shown}: MysqlColumn): boolean {
  if (shown?.kind !== 'literal') return false
  if (/^(?:enum|set)$/.test(dataType) && shown.value.startsWith('0x')) return true
  return charset !== null && shown.value.includes('?')
}

function exactDefault(column: MysqlColumn): string {
  const value = `DEFAULT(t.${quoteMysqlIdentifier(column.name)})`
  return isBinary(column) ? `HEX(${value})` : `CONVERT(${value} USING utf8mb4)`
}

function toDefault(column: MysqlColumn, value: string): MysqlDefault {
  if (!isBinary(column)) return {kind: 'literal', value}
  return {kind: 'expression', sql: value === '' ? "x''" : `0x${value}`}
}
