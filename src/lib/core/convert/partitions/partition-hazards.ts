import type {Hazard} from '../../hazard.js'
import type {MysqlPartitioning} from '../../mysql-schema.js'
import type {PostgresPartitioning} from '../../postgres-schema.js'

/** What is another in Postgres although the table stays partitioned. */
export function partitionedNote(
  table: string,
  source: MysqlPartitioning,
  {by, partitions}: PostgresPartitioning,
): Hazard {
  const first = partitions[0]!
  const rest = partitions.find(({bounds}) => bounds === 'DEFAULT')
  const elsewhere =
    by.startsWith('HASH') || first.partitioning ? ' Postgres hashes otherwise than MySQL.' : ''
  const others = rest
    ? ` NULLs and rows that are in no other partition go to ${rest.name}, where MySQL has them in the lowest one or refuses them.`
    : ''
  return {
    code: 'partitioned-table',
    severity: 'notes',
    where: table,
    message: `Partitioned by ${describe(source)}, it becomes ${partitions.length} partitions by ${by}.${elsewhere}${others}`,
    remedy: 'Partitions are tables named table_partition: change whatever names one in the app or in a job.',
    source: describe(source),
  }
}

export function plainTableNote(table: string, source: MysqlPartitioning, reason: string): Hazard {
  return {
    code: 'partitioned-table',
    severity: 'notes',
    where: table,
    message: `Partitioned by ${describe(source)}, it becomes a plain table with all rows: ${reason}.`,
    remedy: 'Partition it in Postgres after the migration if its size calls for it.',
    source: describe(source),
  }
}

/** ``RANGE (year(`paid_at`))``. */
function describe({method, expression}: MysqlPartitioning): string {
  return `${method} (${expression})`
}
