import type {SchemaNames} from '../assign-names.js'
import type {ConvertedColumn} from '../columns/convert-columns.js'
import type {ConvertedIndexes} from '../indexes/convert-indexes.js'
import type {Hazard} from '../../hazard.js'
import type {MysqlPartition, MysqlPartitioning, MysqlTable} from '../../mysql-schema.js'
import {hashPartitioning, hashedColumns} from './partition-hash.js'
import {partitionedNote, plainTableNote} from './partition-hazards.js'
import type {FindColumn} from './partition-key.js'
import {listBounds, rangeBounds, type PartitionBounds} from './partition-bounds.js'
import type {PostgresPartition, PostgresPartitioning} from '../../postgres-schema.js'
import {quoteIdentifier} from '../../quote.js'
import type {TableSettings} from '../../rules/migration-rules.js'
import {Refused, refuse} from '../../sql/refused.js'

/** A table with its columns, keys and indexes as they will stand in Postgres. */
export interface PartitioningContext {
  table: MysqlTable
  /** The table's Postgres name. */
  target: string
  columns: ReadonlyMap<string, ConvertedColumn>
  keys: ConvertedIndexes
  names: SchemaNames
  rule: TableSettings
}

/**
 * Divides a table in Postgres as it is in MySQL, its partitions named `table_partition`, since Postgres' share a
 * namespace with tables. Where Postgres has no counterpart the table becomes a plain one, with a note that says why.
 */
export function convertPartitioning(context: PartitioningContext): {
  partitioning: PostgresPartitioning | null
  hazards: Hazard[]
} {
  const {table} = context
  if (!table.partitioning) return {partitioning: null, hazards: []}
  try {
    const partitioning = divide(table.partitioning, context)
    return {partitioning, hazards: [partitionedNote(table.name, table.partitioning, partitioning)]}
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return {partitioning: null, hazards: [plainTableNote(table.name, table.partitioning, error.message)]}
  }
}

function divide(source: MysqlPartitioning, context: PartitioningContext): PostgresPartitioning {
  const {table, rule} = context
  if (rule.partitions === 'plain') return refuse('the rules say so')
  const find = columnFinder(context.columns)
  const take = nameTaker(context)
  if (/(?:HASH|KEY)$/.test(source.method)) {
    const columns = hashedColumns(source, table, find)
    checkColumns(columns, source, context)
    return hashPartitioning(columns, source.partitions, take)
  }

  const bounds = boundsOf(source, find)
  const children = source.partitions[0]?.subpartitioning
  const subColumns = children ? hashedColumns(children, table, find) : []
  checkColumns([...bounds.columns, ...subColumns], source, context)
  return boundedPartitioning(bounds, source.partitions, subColumns, take)
}

function boundsOf(source: MysqlPartitioning, find: FindColumn): PartitionBounds {
  if (source.method.startsWith('RANGE')) return rangeBounds(source, find)
  if (source.method.startsWith('LIST')) return listBounds(source, find)
  return refuse(`Postgres has no ${source.method} partitions`)
}

function boundedPartitioning(
  {by, bounds, leavesRest}: PartitionBounds,
  partitions: readonly MysqlPartition[],
  subColumns: readonly ConvertedColumn[],
  take: TakeName,
): PostgresPartitioning {
  const converted = partitions.map(({name, comment, subpartitioning}, at): PostgresPartition => ({
    name: take(name),
    bounds: bounds[at]!,
    comment,
    partitioning: subpartitioning && hashPartitioning(subColumns, subpartitioning.partitions, take),
  }))
  const rest: PostgresPartition = {name: '', bounds: 'DEFAULT', comment: '', partitioning: null}
  return {by, partitions: leavesRest ? [...converted, {...rest, name: take('default')}] : converted}
}

type TakeName = (partition: string) => string

function nameTaker({names, target}: PartitioningContext): TakeName {
  return partition => names.claim(`${target}_${partition}`)
}

function columnFinder(columns: ReadonlyMap<string, ConvertedColumn>): FindColumn {
  const byName = new Map([...columns.values()].map(column => [column.source.name.toLowerCase(), column]))
  return name => byName.get(name.toLowerCase())
}

/**
 * Every statement over the whole table takes a lock on each partition and each of its indexes, and a small server
 * has room for some 1,300 (max_locks_per_transaction times max_connections).
 */
const MOST_PARTITIONS = 500

/** @throws Refused for what Postgres demands of partition columns and MySQL does not */
function checkColumns(
  columns: readonly ConvertedColumn[],
  {partitions}: MysqlPartitioning,
  {keys}: PartitioningContext,
): void {
  const all = partitions.flatMap(partition => partition.subpartitioning?.partitions ?? [partition])
  if (all.length > MOST_PARTITIONS)
    refuse(
      `it has ${all.length} partitions, and a small server has locks for no more than ${MOST_PARTITIONS}`,
    )
  for (const {name, source} of columns) {
    if (source.generated) refuse(`Postgres takes no generated column (${name}) as a partition key`)
    if (source.onUpdateNow) refuse(`a trigger may not move a row, and ${name} is ON UPDATE CURRENT_TIMESTAMP`)
    if (!isInEveryKey(name, keys)) refuse(`not every unique key in Postgres holds the column ${name}`)
  }
}

function isInEveryKey(name: string, {primaryKey, uniqueKeys, indexes}: ConvertedIndexes): boolean {
  const quoted = quoteIdentifier(name)
  const constraints = primaryKey ? [primaryKey, ...uniqueKeys] : uniqueKeys
  return (
    constraints.every(({columns}) => columns.includes(name)) &&
    indexes
      .filter(({unique}) => unique)
      .every(({elements}) => elements.some(element => element === quoted || element.startsWith(`${quoted} `)))
  )
}
