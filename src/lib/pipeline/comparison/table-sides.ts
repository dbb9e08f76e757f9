import type {ComparedTable} from '../../core/verify/compared-table.js'
import type {TableSql} from '../../core/verify/table-sql.js'
import type {TargetReader} from '../../postgres/open-readers.js'

/** A server that answers questions about a part of a table. */
export interface TableSide {
  sql: TableSql
  query<Row extends object>(sql: string): Promise<Row[]>
}

/** One server's side of a part of a table. */
export interface SummedSide extends TableSide {
  /** Each gives one row of totals; together they are those of the part. */
  totals: string[]
}

/** What the rows of a part of a table are compared with, and how far. */
export interface TableSides {
  table: ComparedTable
  mysql: SummedSide
  postgres: SummedSide
  /** The same as it is now, where the sides show it as it was and somebody may write meanwhile. */
  now?: {mysql: TableSide; postgres: TableSide}
  readAs: TargetReader['readAs']
  /** Whether values that Postgres refuses may be NULL there. */
  allowRefused: boolean
}

/** Both servers work at the same time; when one fails, the other's answer is waited for before the error goes on. */
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
