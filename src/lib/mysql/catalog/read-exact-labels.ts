import type {MysqlColumn, MysqlDefault, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * Corrects labels of enum and set columns that the server shows with `?` for characters outside the basic plane, and
 * defaults that are such labels. On MySQL 5.7 only labels that some row holds alone can be read; the others stay as shown.
 */
export async function readExactLabels(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  const columns: MysqlColumn[] = []
  for (const column of table.columns) {
    const isDoubtful = /^(?:enum|set)$/.test(column.dataType) && column.columnType.includes('?')
    const name = qualifiedName(database, table.name)
    columns.push(isDoubtful ? await withExactLabels(connection, name, column) : column)
  }

  return {...table, columns}
}

const LABEL = /'(?:[^'\\]|\\.|'')*'/gs

async function withExactLabels(
  connection: SourceConnection,
  table: string,
  column: MysqlColumn,
): Promise<MysqlColumn> {
  const shown = column.columnType.match(LABEL) ?? []
  const numbers = shown.flatMap((label, at) => (label.includes('?') ? [at + 1] : []))
  const ask = connection.server.version.startsWith('5.') ? labelsInRows : labelsByNumber
  const answer = await connection.attempt<{number: number; label: string}>(ask(table, column, numbers))
  if ('refused' in answer) return column
  const exact = new Map(answer.rows.map(row => [Number(row.number), quoted(row.label)]))
  const labels = shown.map((label, at) => exact.get(at + 1) ?? label)
  let seen = 0
  return {
    ...column,
    columnType: column.columnType.replaceAll(LABEL, label => labels[seen++] ?? label),
    default: exactDefault(column.default, shown, labels),
  }
}

function quoted(label: string): string {
  return `'${label.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`
}

/**
 * Converts numbers to a column's type, as an INSERT would, without storing anything: the first SELECT of a recursive
 * table decides its type, even without rows. Labels are numbered from 1; a set has a bit for each.
 */
function labelsByNumber(table: string, {name, dataType}: MysqlColumn, numbers: readonly number[]): string {
  const value = dataType === 'enum' ? 'number' : '1 << (number - 1)'
  const wanted = numbers.map(number => `SELECT ${number} AS number`).join(' UNION ALL ')
  return `WITH RECURSIVE labels (label, place) AS (
      SELECT ${quoteMysqlIdentifier(name)}, 0 FROM ${table} WHERE FALSE UNION ALL SELECT NULL, 0
      UNION ALL SELECT ${value}, number FROM labels JOIN (${wanted}) AS wanted WHERE place = 0)
    SELECT place AS number, label FROM labels WHERE place > 0`
}

function labelsInRows(table: string, column: MysqlColumn): string {
  const name = quoteMysqlIdentifier(column.name)
  const [number, condition] =
    column.dataType === 'enum'
      ? [`${name} + 0`, `${name} + 0 > 0`]
      : [`ROUND(LOG2(${name} + 0)) + 1`, `BIT_COUNT(${name} + 0) = 1`]
  return `SELECT DISTINCT ${number} AS number, ${name} AS label FROM ${table} WHERE ${condition}`
}

/** A default of which only the shown text is known is the label with the same shown text, if there is exactly one. */
function exactDefault(
  found: MysqlDefault | null,
  shown: readonly string[],
  labels: readonly string[],
): MysqlDefault | null {
  if (found?.kind !== 'literal' || !found.doubtful) return found
  const parts = found.value.split(',').map(part => {
    const [label, ...others] = labels.filter((_, at) => shown[at] === quoted(part))
    return others.length === 0 ? label : undefined
  })
  if (parts.includes(undefined)) return found
  const value = parts.map(label => (label ?? '').slice(1, -1).replaceAll("''", "'").replaceAll('\\\\', '\\'))
  return {kind: 'literal', value: value.join(',')}
}
