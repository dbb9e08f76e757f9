import {withoutValues, type TableComparison} from '../../core/row-comparison.js'
import {
  comparedTables,
  thoroughTable,
  type ComparedPlan,
  type ComparedTable,
} from '../../core/verify/compared-table.js'
import {mysqlTableSql, postgresTableSql} from '../../core/verify/table-sql.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {qualifiedName} from '../../mysql/qualified-name.js'
import {openReader, type TargetReader} from '../../postgres/open-reader.js'
import {compareTable} from './compare-table.js'
import type {TableSides} from './table-sides.js'
import type {Report} from '../run-event.js'

/** Where the rows stand. */
export interface ComparedRows {
  plan: ComparedPlan
  /** In the snapshot, if there is one. */
  mysql: SourceConnection
  /** Postgres URL. */
  url: string
  /** Whether values that Postgres refuses may be NULL there. */
  allowRefused: boolean
  /** Whether values are kept out of what is told. */
  hideValues?: boolean
}

/** Compares every value of every row of all tables; tells of each table when it is done. */
export async function compareRows(rows: ComparedRows, report: Report): Promise<TableComparison[]> {
  const {plan, url, hideValues = false} = rows
  const reader = await openReader(url)
  try {
    const tables = comparedTables(plan)
    const compared: TableComparison[] = []
    for (const table of tables) {
      report({kind: 'progress', text: `comparing ${table.target}`, percent: percentOf(compared, tables)})
      const thorough = thoroughTable(table)
      const comparison = await compareTable({
        ...sidesOf(table, rows, reader),
        thorough: thorough && sidesOf(thorough, rows, reader),
      })
      const told = hideValues ? withoutValues(comparison, table.key.length > 0) : comparison
      compared.push(told)
      report({kind: 'table-compared', table: told})
    }

    return compared
  } finally {
    await reader.close()
  }
}

function sidesOf(
  table: ComparedTable,
  {plan, mysql, allowRefused}: ComparedRows,
  {query, readAs}: TargetReader,
): TableSides {
  return {
    table,
    mysql: {
      sql: mysqlTableSql(table, qualifiedName(plan.mysql.database, table.source)),
      query: sql => mysql.query(sql, `compare table ${table.source}`),
    },
    postgres: {sql: postgresTableSql(table), query},
    readAs,
    allowRefused,
  }
}

function percentOf(done: readonly unknown[], all: readonly unknown[]): number {
  return Math.floor((done.length / Math.max(all.length, 1)) * 100)
}
