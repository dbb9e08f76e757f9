import type {ComparedTable} from '../../core/verify/compared-table.js'
import type {TableSql} from '../../core/verify/table-sql.js'
import type {TargetReader} from '../../postgres/open-readers.js'

/** One server, as it is queried about a part of a table. */
export interface TableSide {
  sql: TableSql
  query<Row extends object>(sql: string): Promise<Row[]>
}

/** One server's side of a part of a table. */
export interface SummedSide extends TableSide {
  /** Queries that each return one row of totals; their sum is that of the part. */
  totals: string[]
}

/** Both sides of a part of a table, and how they are compared. */
export interface TableSides {
  table: ComparedTable
  mysql: SummedSide
  postgres: SummedSide
  /** Both sides as they are now, if `mysql` and `postgres` show them as they were and somebody may be writing. */
  now?: {mysql: TableSide; postgres: TableSide}
  readAs: TargetReader['readAs']
  /** Whether values that Postgres refuses may be NULL there. */
  allowRefused: boolean
}

/** Asks both servers at the same time; if one fails, the error is thrown only after the other has answered. */
export async function onBoth<Side, Answer>(
  {mysql, postgres}: {mysql: Side; postgres: Side},
  ask: (side: Side) => Promise<Answer>,
): Promise<[Answer, Answer]> {
  const answers = await Promise.allSettled([ask(mysql), ask(postgres)])
  return answers.map(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  }) as [Answer, Answer]
}
