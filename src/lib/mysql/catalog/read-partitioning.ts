import type {MysqlPartition, MysqlPartitioning} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Reads how each partitioned table is divided, by table name, with its partitions in order. */
export async function readPartitioning(catalog: Catalog): Promise<Map<string, MysqlPartitioning>> {
  const rows = await catalog.read<PartitionRow>('partitions', PARTITION_FIELDS)
  const partitioningOf = new Map<string, MysqlPartitioning>()
  for (const row of rows.filter(({method}) => method !== null).toSorted(byPosition)) {
    const {tableName, method, expression} = row
    const found = partitioningOf.get(tableName) ?? toPartitioning(method, expression)
    addPartition(found, row)
    partitioningOf.set(tableName, found)
  }

  return partitioningOf
}

/** A partition that holds rows: a subpartition if there are any. */
interface PartitionRow {
  tableName: string
  method: string | null
  expression: string | null
  name: string
  position: number | string
  values: string | null
  comment: string | null
  subMethod: string | null
  subExpression: string | null
  subName: string | null
  subPosition: number | string | null
}

const PARTITION_FIELDS: Record<keyof PartitionRow, string> = {
  tableName: 'table_name',
  method: 'partition_method',
  expression: 'partition_expression',
  name: 'partition_name',
  position: 'partition_ordinal_position',
  values: 'partition_description',
  comment: 'partition_comment',
  subMethod: 'subpartition_method',
  subExpression: 'subpartition_expression',
  subName: 'subpartition_name',
  subPosition: 'subpartition_ordinal_position',
}

function byPosition(a: PartitionRow, b: PartitionRow): number {
  return Number(a.position) - Number(b.position) || Number(a.subPosition) - Number(b.subPosition)
}

function toPartitioning(method: string | null, expression: string | null): MysqlPartitioning {
  return {method: method ?? '', expression: expression ?? '', partitions: []}
}

function addPartition({partitions}: MysqlPartitioning, row: PartitionRow): void {
  const partition = {name: row.name, values: row.values ?? '', comment: row.comment ?? ''}
  if (row.subName === null) {
    partitions.push({...partition, subpartitioning: null})
    return
  }

  const last = partitions.at(-1)
  const parent: MysqlPartition =
    last?.name === row.name
      ? last
      : {...partition, comment: '', subpartitioning: toPartitioning(row.subMethod, row.subExpression)}
  if (parent !== last) partitions.push(parent)
  parent.subpartitioning?.partitions.push({
    name: row.subName,
    values: '',
    comment: partition.comment,
    subpartitioning: null,
  })
}
