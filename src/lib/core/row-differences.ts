import type {Difference} from './database-facts.js'
import type {RowDifference, TableComparison} from './row-comparison.js'

/** What a comparison of rows found, in the form of all other differences. */
export function rowDifferences(table: TableComparison): Difference[] {
  return [...table.examples.flatMap(row => rowDifference(table.target, row)), ...restOf(table)]
}

function rowDifference(table: string, {kind, key, columns}: RowDifference): Difference[] {
  const row = Object.entries(key)
    .map(([column, value]) => `${column} = ${shown(value)}`)
    .join(', ')
  if (kind === 'missing') return [{where: table, what: `row ${row}`, expected: 'present', found: 'missing'}]
  if (kind === 'extra') return [{where: table, what: `row ${row}`, expected: 'none', found: 'present'}]
  if (kind === 'changed')
    return [{where: table, what: `row ${row}`, expected: 'as in MySQL', found: 'changed meanwhile'}]
  return columns.map(({column, expected, found}) => ({
    where: `${table}.${column}`,
    what: `value where ${row}`,
    ...(shown(expected) === shown(found)
      ? {expected: shown(expected), found: 'another value that begins like it'}
      : {expected: shown(expected), found: shown(found)}),
  }))
}

/** How many rows differ, if not all of them were listed. */
function restOf(table: TableComparison): Difference[] {
  const {target, differing, missing, extra, changed, more, examples} = table
  const all = differing + missing + extra + changed
  if (all <= examples.length && !more) return []
  const found = [
    {count: differing, what: 'with other values'},
    {count: missing, what: 'missing'},
    {count: extra, what: 'too many'},
    {count: changed, what: 'changed meanwhile'},
  ]
    .filter(({count}) => count > 0)
    .map(({count, what}) => `${count} ${what}`)
  return [
    {
      where: target,
      what: 'rows',
      expected: 'all of MySQL',
      found: `${more ? 'at least ' : ''}${found.join(', ')}`,
    },
  ]
}

function shown(value: string | null): string {
  return value === null ? 'NULL' : JSON.stringify(value)
}
