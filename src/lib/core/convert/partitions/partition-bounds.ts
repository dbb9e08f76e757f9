import type {ConvertedColumn} from '../columns/convert-columns.js'
import type {MysqlPartitioning} from '../../mysql-schema.js'
import {keyColumns, onlyColumn, rangeKey, type FindColumn} from './partition-key.js'
import {partitionValues, valueSql, type PartitionValue} from './partition-values.js'
import {quoteIdentifier} from '../../quote.js'
import {refuse} from '../../sql/refused.js'
import {scopeColumn} from '../table-scope.js'

/** The bounds of RANGE or LIST partitions, in the partitions' order. */
export interface PartitionBounds {
  columns: ConvertedColumn[]
  by: string
  bounds: string[]
  /**
   * Whether a row can be in none of them: MySQL keeps NULLs in the lowest range, Postgres in none. Text may also be in
   * another order, or be equal in MySQL only.
   */
  leavesRest: boolean
}

/** @throws Refused for what has no counterpart in Postgres */
export function rangeBounds(source: MysqlPartitioning, find: FindColumn): PartitionBounds {
  const {columns, ends} =
    source.method === 'RANGE' ? expressionRange(source, find) : columnsRange(source, find)
  const starts = [columns.map(() => 'MINVALUE').join(', '), ...ends]
  const covers = ends.at(-1) === columns.map(() => 'MAXVALUE').join(', ')
  return {
    columns,
    by: `RANGE (${quoted(columns)})`,
    bounds: ends.map((end, at) => `FOR VALUES FROM (${starts[at]}) TO (${end})`),
    leavesRest: !covers || columns.some(column => scopeColumn(column).nullable),
  }
}

interface Ranges {
  columns: ConvertedColumn[]
  /** What stands after TO, for each partition. */
  ends: string[]
}

function expressionRange({expression, partitions}: MysqlPartitioning, find: FindColumn): Ranges {
  const {column, bound} = rangeKey(expression, find)
  return {
    columns: [column],
    ends: partitions.map(({values}) => (values === 'MAXVALUE' ? values : bound(values))),
  }
}

function columnsRange({expression, partitions}: MysqlPartitioning, find: FindColumn): Ranges {
  const columns = keyColumns(expression, find)
  const rows = partitions.map(({values}) => partitionValues(values))
  for (const [at, column] of columns.entries()) checkOrder(column, textsOf(rows.map(row => row[at]!)))
  return {
    columns,
    ends: rows.map(row => endSql(row, columns)),
  }
}

/** What stands after MAXVALUE decides nothing, and Postgres takes nothing else there. */
function endSql(row: readonly PartitionValue[], columns: readonly ConvertedColumn[]): string {
  const max = row.findIndex(({kind}) => kind === 'max')
  return row
    .map((value, at) =>
      value.kind === 'value' && (max === -1 || at < max) ? valueSql(columns[at]!, value.text) : 'MAXVALUE',
    )
    .join(', ')
}

/** @throws Refused where the order of text bounds depends on the collation: bounds that do not rise are an error. */
function checkOrder({name, source}: ConvertedColumn, texts: readonly string[]): void {
  if (source.charset === null) return
  const shapes = new Set(texts.map(text => text.replaceAll(/\d/g, '0')))
  const isPlain = texts.every(text => /^[\da-z]*$/.test(text))
  if (shapes.size > 1 && !isPlain) refuse(`Postgres sorts the texts of ${name} otherwise`)
}

/** @throws Refused for what has no counterpart in Postgres */
export function listBounds({expression, partitions}: MysqlPartitioning, find: FindColumn): PartitionBounds {
  if (keyColumns(expression, find).length > 1) return refuse('Postgres takes lists of one column only')
  const column = onlyColumn(expression, find)
  const lists = partitions.map(({values}) => partitionValues(values))
  const toSql = (value: PartitionValue): string =>
    value.kind === 'value' ? valueSql(column, value.text) : 'NULL'
  return {
    columns: [column],
    by: `LIST (${quoted([column])})`,
    bounds: lists.map(values => `FOR VALUES IN (${values.map(toSql).join(', ')})`),
    leavesRest: true,
  }
}

function textsOf(values: readonly PartitionValue[]): string[] {
  return values.flatMap(value => (value.kind === 'value' ? [value.text] : []))
}

function quoted(columns: readonly ConvertedColumn[]): string {
  return columns.map(({name}) => quoteIdentifier(name)).join(', ')
}
