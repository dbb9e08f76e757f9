import type {MysqlSequence} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/** Reads MariaDB's sequences, https://mariadb.com/kb/en/create-sequence/. MySQL has none. */
export async function readSequences(
  connection: SourceConnection,
  catalog: Catalog,
): Promise<MysqlSequence[]> {
  const tables = await catalog.read<{name: string; type: string}>('tables', {
    name: 'table_name',
    type: 'table_type',
  })
  const sequences: MysqlSequence[] = []
  for (const {name, type} of tables) {
    if (type !== 'SEQUENCE') continue
    const from = qualifiedName(catalog.database, name)
    // Values that the server has cached are skipped, as when it restarts.
    const [row] = await connection.query<SequenceRow>(
      `SELECT next_not_cached_value AS next, increment, start_value AS start, minimum_value AS minimum,
        maximum_value AS maximum, cycle_option AS cycle FROM ${from}`,
      `read sequence ${name}`,
    )
    if (row) sequences.push(toSequence(name, row))
  }

  return sequences
}

type SequenceRow = Record<'cycle' | 'increment' | 'maximum' | 'minimum' | 'next' | 'start', number | string>

function toSequence(
  name: string,
  {next, increment, start, minimum, maximum, cycle}: SequenceRow,
): MysqlSequence {
  return {
    name,
    next: String(next),
    increment: String(increment),
    start: String(start),
    minimum: String(minimum),
    maximum: String(maximum),
    cycle: Number(cycle) === 1,
  }
}
