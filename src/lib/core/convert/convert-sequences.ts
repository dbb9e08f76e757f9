import type {MysqlSequence} from '../mysql-schema.js'
import type {PostgresSequence} from '../postgres-schema.js'

/**
 * Converts MariaDB's sequences. CACHE stays out: MariaDB's is shared by all connections, in Postgres each would have
 * its own, so that numbers come out of order.
 */
export function convertSequences(
  sequences: readonly MysqlSequence[],
  names: ReadonlyMap<string, string>,
): PostgresSequence[] {
  return sequences.map(sequence => ({
    ...sequence,
    name: names.get(sequence.name) ?? sequence.name,
    next: nextOf(sequence),
    // 0 stands for auto_increment_increment, which is 1 on a server of its own.
    increment: sequence.increment === '0' ? '1' : sequence.increment,
  }))
}

/** One that is used up begins again when it may. */
function nextOf({next, increment, minimum, maximum, cycle}: MysqlSequence): string {
  if (!cycle) return next
  if (BigInt(increment) < 0n) return BigInt(next) < BigInt(minimum) ? maximum : next
  return BigInt(next) > BigInt(maximum) ? minimum : next
}
