import {withoutValues, type TableComparison} from '../core/row-comparison.js'
import {comparedTables, type ComparedPlan} from '../core/verify/compared-table.js'
import {mysqlTableSql, postgresTableSql} from '../core/verify/table-sql.js'
import type {SourceConnection} from '../mysql/connect.js'
import {qualifiedName} from '../mysql/qualified-name.js'
import {openReader} from '../postgres/open-reader.js'
import {compareTable} from './compare-table.js'
import type {Report} from './run-event.js'

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
export async function compareRows(
  {plan, mysql, url, allowRefused, hideValues = false}: ComparedRows,
  report: Report,
): Promise<TableComparison[]> {
  const reader = await openReader(url)
  try {
    const tables = comparedTables(plan)
    const compared: TableComparison[] = []
    for (const table of tables) {
      report({kind: 'progress', text: `comparing ${table.target}`, percent: percentOf(compared, tables)})
      const from = qualifiedName(plan.mysql.database, table.source)
      const comparison = await compareTable({
        table,
        mysql: {
          sql: mysqlTableSql(table, from),
          query: sql => mysql.query(sql, `compare table ${table.source}`),
        },
        postgres: {sql: postgresTableSql(table), query: reader.query},
        readAs: reader.readAs,
        allowRefused,
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

function percentOf(done: readonly unknown[], all: readonly unknown[]): number {
  return Math.floor((done.length / Math.max(all.length, 1)) * 100)
}
