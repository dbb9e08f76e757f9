import type {MysqlTable} from '../../core/mysql-schema.js'

import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {between, hasBetween} from './between.js'
import {type KeyColumn, rangeKey} from './range-key.js'
import type {RowRange} from './row-range.js'

/**
 * Plans stretches of `rows` rows each, which begin at evenly spaced places of the table's key, since rows change over the
 * years. They are ordered so that the first few are spread as well. One query finds them, whatever the table's size.
 * Without a key whose values can be written there is a single stretch, the first rows.
 */
export async function sampleRanges(
  session: SqlSession,
  database: string,
  table: MysqlTable,
  {stretches, rows}: {stretches: number; rows: number},
): Promise<RowRange[]> {
  const key = rangeKey(table)
  const column = key?.columns[0]
  if (!key || !column || !hasBetween(column.dataType))
    return [{index: null, where: 'TRUE', limit: rows * stretches}]
  const [ends] = await session.query<{low: unknown; high: unknown}>(
    `SELECT ${read(column, 'MIN')} AS low, ${read(column, 'MAX')} AS high FROM ${qualifiedName(database, table.name)}`,
    `look at the key of table ${table.name}`,
  )
  const starts = spreadOrder(stretches)
    .filter(place => place > 0)
    .map(place => between(column.dataType, [String(ends?.low), String(ends?.high)], place / stretches))
    .map(text => (text === undefined ? undefined : column.literal(text)))
  const found = [...new Set(starts.filter(literal => literal !== undefined))]
  return [
    {index: key.index, where: 'TRUE', limit: rows},
    ...found.map(literal => ({index: key.index, where: `${column.name} >= ${literal}`, limit: rows})),
  ]
}

/** The column's least or greatest value as `read` gives values: the aggregate goes inside the conversion to text. */
function read({name, read: expression}: KeyColumn, aggregate: 'MAX' | 'MIN'): string {
  return expression.replace(name, () => `${aggregate}(${name})`)
}

/** The numbers below a power of two with their bits reversed: 0, 8, 4, 12, 2, … */
function spreadOrder(count: number): number[] {
  const bits = Math.log2(count)
  return Array.from({length: count}, (_, at) => {
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) if (at & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
    return reversed
  })
}
