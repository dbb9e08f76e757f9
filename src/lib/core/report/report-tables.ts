import type {ArchiveEntry} from '../ddl/archive-entry.js'
import {tableScripts} from '../ddl/sql-script.js'
import type {Hazard} from '../hazard.js'
import type {MysqlSchema, MysqlTable} from '../mysql-schema.js'
import type {PostgresSchema, PostgresTable} from '../postgres-schema.js'
import type {DataProfile} from '../table-profile.js'
import {concerns} from './concerns.js'
import type {ReportTable} from './migration-report.js'

interface Conversion {
  mysql: MysqlSchema
  postgres: PostgresSchema
  profile: DataProfile
  entries: readonly ArchiveEntry[]
  hazards: readonly Hazard[]
  leftOut: readonly string[]
}

/** What becomes of each table; those that the user leaves in MySQL are last. */
export function reportTables({
  mysql,
  postgres,
  profile,
  entries,
  hazards,
  leftOut,
}: Conversion): ReportTable[] {
  const sources = new Map(mysql.tables.map(table => [table.name, table]))
  const scripts = tableScripts(entries)
  const moved = postgres.tables.map((table): ReportTable => {
    const source = sources.get(table.source)
    return {
      ...nothingKnown(table.source),
      target: table.name,
      fate: hazards.some(({where}) => concerns(where, table.source)) ? 'changed' : 'created',
      rows: profile[table.source]?.rows ?? 0,
      bytes: (source?.dataBytes ?? 0) + (source?.indexBytes ?? 0),
      columns: reportColumns(table, source),
      sql: scripts.get(table.name) ?? '',
    }
  })
  return [...moved, ...leftOut.map(name => nothingKnown(name))]
}

function nothingKnown(source: string): ReportTable {
  return {
    source,
    target: null,
    fate: 'not-migrated',
    rows: 0,
    bytes: 0,
    postgresBytes: null,
    estimate: null,
    columns: [],
    sql: '',
    seconds: null,
    comparison: null,
  }
}

function reportColumns(table: PostgresTable, source: MysqlTable | undefined): ReportTable['columns'] {
  const types = new Map(source?.columns.map(({name, columnType}) => [name, columnType]))
  return table.columns.map(column => ({
    source: column.source,
    sourceType: types.get(column.source) ?? '',
    target: column.name,
    type: column.nullable ? column.type : `${column.type} NOT NULL`,
  }))
}
