import type {ConvertedColumn} from '../columns/convert-columns.js'
import {findColumn} from '../find-table.js'
import type {MysqlPartition, MysqlPartitioning, MysqlTable} from '../../mysql-schema.js'
import {keyColumns, type FindColumn} from './partition-key.js'
import type {PostgresPartitioning} from '../../postgres-schema.js'
import {quoteIdentifier} from '../../quote.js'
import {refuse} from '../../sql/refused.js'

/**
 * The columns that HASH or KEY divide by: those of the expression, because Postgres hashes no expression beside a
 * primary key; for KEY () those of the primary key, or of the first unique key without NULLs.
 * @throws Refused where Postgres cannot hash one
 */
export function hashedColumns(
  {method, expression}: MysqlPartitioning,
  table: MysqlTable,
  find: FindColumn,
): ConvertedColumn[] {
  const columns =
    expression === '' && method.endsWith('KEY')
      ? keyOf(table).flatMap(name => find(name) ?? [])
      : keyColumns(expression, find)
  if (columns.length === 0) return refuse(`the expression ${expression} has no column to divide by`)
  for (const {name, type} of columns)
    if (/^(?:bit\(|point$|json$)/.test(type.type)) refuse(`Postgres has no hash for ${name} (${type.type})`)
  return columns
}

function keyOf(table: MysqlTable): string[] {
  const isKey = ({unique, parts}: MysqlTable['indexes'][number]): boolean =>
    unique && parts.every(({column}) => column !== null && findColumn(table, column)?.nullable === false)
  return table.indexes.find(isKey)?.parts.flatMap(({column}) => column ?? []) ?? []
}

/** As many partitions as in MySQL; which of them a row falls into is Postgres' own affair. */
export function hashPartitioning(
  columns: readonly ConvertedColumn[],
  partitions: readonly MysqlPartition[],
  take: (partition: string) => string,
): PostgresPartitioning {
  return {
    by: `HASH (${columns.map(({name}) => quoteIdentifier(name)).join(', ')})`,
    partitions: partitions.map(({name, comment}, remainder) => ({
      name: take(name),
      bounds: `FOR VALUES WITH (MODULUS ${partitions.length}, REMAINDER ${remainder})`,
      comment,
      partitioning: null,
    })),
  }
}
