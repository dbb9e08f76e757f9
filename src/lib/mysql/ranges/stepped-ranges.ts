import type {SplitTable} from './plan-ranges.js'
import {qualifiedName} from '../qualified-name.js'
import type {KeyColumn} from './range-key.js'
import {rangeSql, type RowRange} from './row-range.js'

/** A key's values, written to be compared with its columns. */
type Boundary = string[]

/**
 * Walks along a key of any type and ends a range after `rows` rows. The server compares and sorts, by its own collations and
 * types; it reads the key once more for this, which costs little compared with reading the rows.
 * @yields at least one range
 */
export async function* steppedRanges(split: SplitTable): AsyncGenerator<RowRange, void, undefined> {
  const {index, columns} = split.key
  let after: Boundary | undefined
  for (;;) {
    const end = await boundaryAfter(split, after)
    const conditions = [after && compare(columns, '>', after), end && compare(columns, '<=', end)]
    yield {index, where: conditions.filter(Boolean).join(' AND ') || 'TRUE'}
    if (!end) return
    after = end
  }
}

/** The key of the row `rows` rows further on; undefined if there are no more, or if the rest cannot be split. */
async function boundaryAfter(
  {connection, database, table, key, rows}: SplitTable,
  after: Boundary | undefined,
): Promise<Boundary | undefined> {
  const {columns, index} = key
  const where = after ? compare(columns, '>', after) : 'TRUE'
  const values = columns.map(({read}, number) => `${read} AS v${number}`).join(', ')
  const order = columns.map(({name}) => name).join(', ')
  const [row] = await connection.query<Record<string, unknown>>(
    `SELECT ${values} FROM ${qualifiedName(database, table.name)}${rangeSql({index, where})} ORDER BY ${order} LIMIT 1 OFFSET ${rows}`,
    `split table ${table.name}`,
  )
  if (!row) return undefined
  const literals = columns.map(({literal}, number) => literal(String(row[`v${number}`])))
  return literals.every(text => text !== undefined) ? literals : undefined
}

/**
 * Writes `(a, b) > (1, 2)` as `(a > 1 OR (a = 1 AND b > 2))`: the server would not use an index for the row comparison.
 */
function compare(columns: readonly KeyColumn[], operator: '<=' | '>', values: Boundary): string {
  const [column, ...rest] = columns
  const [value, ...others] = values
  if (!column) throw new Error('a key has no columns')
  if (rest.length === 0) return `${column.name} ${operator} ${value}`
  return `(${column.name} ${operator[0]} ${value} OR (${column.name} = ${value} AND ${compare(rest, operator, others)}))`
}
