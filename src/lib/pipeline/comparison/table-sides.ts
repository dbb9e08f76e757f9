import type {ComparedTable} from '../../core/verify/compared-table.js'
import type {TableSql} from '../../core/verify/table-sql.js'
import type {TargetReader} from '../../postgres/open-reader.js'

/** One server's side of a table. */
export interface TableSide {
  sql: TableSql
  query<Row extends object>(sql: string): Promise<Row[]>
}

/** What the rows of a table are compared with, and how far. */
export interface TableSides {
  table: ComparedTable
  mysql: TableSide
  postgres: TableSide
  /** The same in forms that cost more; asked where sums differ. */
  thorough?: TableSides
  readAs: TargetReader['readAs']
  /** Whether values that Postgres refuses may be NULL there. */
  allowRefused: boolean
}

/** Both servers work at the same time; when one fails, the other's answer is waited for before the error goes on. */
export async function onBoth<Answer>(
  {mysql, postgres}: Pick<TableSides, 'mysql' | 'postgres'>,
  ask: (side: TableSide) => Promise<Answer>,
): Promise<[Answer, Answer]> {
  const answers = await Promise.allSettled([ask(mysql), ask(postgres)])
  return answers.map(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  }) as [Answer, Answer]
}
