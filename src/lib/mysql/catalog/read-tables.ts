import type {MysqlColumn, MysqlServer, MysqlTable} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import {currentVersion} from '../current-version.js'
import {readChecks} from './read-checks.js'
import {readForeignKeys} from './read-foreign-keys.js'
import {readIndexes} from './read-indexes.js'
import {readPartitioning} from './read-partitioning.js'

/** Reads all tables with everything on them; views and sequences do not count as tables. */
export async function readTables(
  catalog: Catalog,
  server: MysqlServer,
  columnsOf: Map<string, MysqlColumn[]>,
): Promise<MysqlTable[]> {
  const rows = await catalog.read<TableRow>('tables', TABLE_FIELDS)
  const indexesOf = await readIndexes(catalog, server)
  const foreignKeysOf = await readForeignKeys(catalog)
  const checksOf = await readChecks(catalog, server)
  const partitioningOf = await readPartitioning(catalog)
  return rows
    .filter(({type}) => type === 'BASE TABLE' || type === SYSTEM_VERSIONED)
    .map((row): MysqlTable => ({
      name: row.name,
      engine: row.engine ?? '',
      collation: row.collation ?? '',
      comment: row.comment,
      autoIncrement: row.autoIncrement === null ? null : String(row.autoIncrement),
      rowEstimate: Number(row.rowEstimate),
      dataBytes: Number(row.dataBytes),
      indexBytes: Number(row.indexBytes),
      columns: columnsOf.get(row.name) ?? [],
      indexes: indexesOf.get(row.name) ?? [],
      foreignKeys: foreignKeysOf.get(row.name) ?? [],
      checks: checksOf.get(row.name) ?? [],
      partitioning: partitioningOf.get(row.name) ?? null,
      systemVersioned: row.type === SYSTEM_VERSIONED,
      period: null,
    }))
    .map(table => (table.systemVersioned ? currentVersion(table, server) : table))
}

/** MariaDB's name for it, https://mariadb.com/kb/en/information-schema-tables-table/. */
const SYSTEM_VERSIONED = 'SYSTEM VERSIONED'

interface TableRow {
  name: string
  type: string
  engine: string | null
  collation: string | null
  comment: string
  autoIncrement: number | string | null
  rowEstimate: number | null
  dataBytes: number | null
  indexBytes: number | null
}

const TABLE_FIELDS: Record<keyof TableRow, string> = {
  name: 'table_name',
  type: 'table_type',
  engine: 'engine',
  collation: 'table_collation',
  comment: 'table_comment',
  autoIncrement: 'auto_increment',
  rowEstimate: 'table_rows',
  dataBytes: 'data_length',
  indexBytes: 'index_length',
}
