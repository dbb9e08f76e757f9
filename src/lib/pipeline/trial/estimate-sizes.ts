import {inflateBeginning} from '../../archive/inflate-beginning.js'
import {encodeToc} from '../../archive/encode-toc.js'
import type {SizeEstimate, TableEstimate} from '../../core/estimate/size-estimate.js'
import {tableSizer, type TableSizer} from '../../core/estimate/table-sizer.js'
import type {PostgresTable} from '../../core/postgres-schema.js'
import type {DistinctOf} from '../../mysql/catalog/read-distinct.js'
import type {MigrationPlan} from '../read-plan.js'
import type {TableTrial, Trial} from './trial-read.js'
import {sum} from '../../core/sum.js'

/** How long one table may be examined, and how many of its rows. */
const TABLE_MS = 150
const TABLE_ROWS = 2000
/** How many rows of one stretch are taken before the next one's turn. */
const AT_ONCE = 20

/** Used without any sample: rough sizes as COPY text, in an archive and in Postgres, per byte in MySQL. */
const ROUGHLY = {text: 1, archive: 0.3, postgres: 1.25}

/** Estimates the sizes of the archive and of the tables in Postgres from a trial read. Tables that were not read count like the others. */
export function estimateSizes(plan: MigrationPlan, trial: Trial, distinctOf: DistinctOf): SizeEstimate {
  const sampled = plan.postgres.tables.map(table => {
    const found = trial.get(table.name)
    const mysqlBytes = bytesInMysql(plan, table)
    return {
      table,
      mysqlBytes,
      estimate: found && found.rows > 0 ? estimateTable(plan, table, found, distinctOf) : undefined,
    }
  })
  const ratio = ratioOf(sampled)
  const tables = sampled.map(
    ({table, mysqlBytes, estimate}) =>
      estimate ?? {
        table: table.name,
        rows: rowsOf(plan, table),
        sampled: 0,
        textBytes: Math.round(mysqlBytes * ratio.text),
        archiveBytes: Math.round(mysqlBytes * ratio.archive),
        postgresBytes:
          rowsOf(plan, table) === 0
            ? emptyBytes(plan, table, distinctOf)
            : Math.round(mysqlBytes * ratio.postgres),
      },
  )
  const head = {entries: plan.entries, database: plan.mysql.database, createdAt: new Date()}
  return {
    tables,
    archiveBytes: encodeToc(head).length + sum(tables.map(({archiveBytes}) => archiveBytes)),
    textBytes: sum(tables.map(({textBytes}) => textBytes)),
    postgresBytes: sum(tables.map(({postgresBytes}) => postgresBytes)),
  }
}

function estimateTable(
  plan: MigrationPlan,
  table: PostgresTable,
  {rows: read, textBytes, archiveBytes, beginnings}: TableTrial,
  distinctOf: DistinctOf,
): TableEstimate {
  const rows = rowsOf(plan, table)
  const sizer = sizerOf(plan, table)
  addLines(sizer, beginnings)
  const share = rows / read
  const {table: bytes, indexes} = sizer.size(rows, distinctIn(table, distinctOf))
  return {
    table: table.name,
    rows,
    sampled: read,
    textBytes: Math.round(textBytes * share),
    archiveBytes: Math.round(archiveBytes * share),
    // A single row may be longer than the part of it that was kept; then MySQL's size is the best estimate.
    postgresBytes: sizer.sampled > 0 ? Math.round(bytes + indexes) : bytesInMysql(plan, table),
  }
}

function sizerOf({copies}: MigrationPlan, table: PostgresTable): TableSizer {
  return tableSizer(
    table,
    copies.find(({target}) => target === table.name)!,
  )
}

/** Even an empty table has about a page for each index. */
function emptyBytes(plan: MigrationPlan, table: PostgresTable, distinctOf: DistinctOf): number {
  const {table: bytes, indexes} = sizerOf(plan, table).size(0, distinctIn(table, distinctOf))
  return bytes + indexes
}

/** Distinct counts of Postgres columns, looked up by the names of their MySQL columns. */
function distinctIn(
  {source, columns}: PostgresTable,
  distinctOf: DistinctOf,
): (names: readonly string[]) => number | undefined {
  const sources = new Map(columns.map(column => [column.name, column.source]))
  return names =>
    distinctOf(
      source,
      names.map(name => sources.get(name) ?? ''),
    )
}

/** Adds some rows of each stretch in turn, so that all stretches count when the time is up. */
function addLines(sizer: TableSizer, beginnings: readonly Buffer[]): void {
  const started = performance.now()
  const isOver = (): boolean => sizer.sampled >= TABLE_ROWS || performance.now() - started > TABLE_MS
  const texts = beginnings.map(bytes => ({text: inflateBeginning(bytes), at: 0}))
  for (let left = texts; left.length > 0 && !isOver(); left = left.filter(({text, at}) => at < text.length))
    for (const stretch of left)
      for (let line = 0; line < AT_ONCE && stretch.at < stretch.text.length; line++) {
        const end = stretch.text.indexOf(NEWLINE, stretch.at)
        sizer.add(stretch.text.subarray(stretch.at, end))
        stretch.at = end + 1
      }
}

const NEWLINE = 0x0a

function ratioOf(
  tables: ReadonlyArray<{mysqlBytes: number; estimate: TableEstimate | undefined}>,
): typeof ROUGHLY {
  const known = tables.flatMap(({mysqlBytes, estimate}) => (estimate ? [{mysqlBytes, ...estimate}] : []))
  const bytes = sum(known.map(({mysqlBytes}) => mysqlBytes))
  if (bytes === 0) return ROUGHLY
  return {
    text: sum(known.map(({textBytes}) => textBytes)) / bytes,
    archive: sum(known.map(({archiveBytes}) => archiveBytes)) / bytes,
    postgres: sum(known.map(({postgresBytes}) => postgresBytes)) / bytes,
  }
}

function rowsOf({profile}: MigrationPlan, {source}: PostgresTable): number {
  return profile[source]?.rows ?? 0
}

function bytesInMysql({mysql}: MigrationPlan, {source}: PostgresTable): number {
  const found = mysql.tables.find(({name}) => name === source)
  return (found?.dataBytes ?? 0) + (found?.indexBytes ?? 0)
}
