import type {Catalog} from './catalog.js'

/** The partitioning method of each partitioned table, by table name. */
export async function readPartitioning(catalog: Catalog): Promise<Map<string, string>> {
  const rows = await catalog.read<{tableName: string; method: string | null}>('partitions', {
    tableName: 'table_name',
    method: 'partition_method',
  })
  return new Map(
    rows.flatMap(({tableName, method}) => (method === null ? [] : [[tableName, method] as const])),
  )
}
