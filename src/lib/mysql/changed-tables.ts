import type {MysqlSchema} from '../core/mysql-schema.js'

import type {SourceConnection} from './connect.js'
import {qualifiedName} from './qualified-name.js'

/**
 * Names the tables whose rows have changed since a snapshot, by reading every row of both.
 * Tables that are not in any snapshot (MyISAM) are compared with themselves.
 */
export async function changedTables(
  inSnapshot: SourceConnection,
  now: SourceConnection,
  schema: MysqlSchema,
): Promise<string[]> {
  const then = await tableChecksums(inSnapshot, schema)
  const current = await tableChecksums(now, schema)
  return [...then].flatMap(([table, checksum]) => (current.get(table) === checksum ? [] : [table]))
}

/** https://dev.mysql.com/doc/refman/9.0/en/checksum-table.html; needs only SELECT. NULL for a table that is gone. */
async function tableChecksums(
  connection: SourceConnection,
  schema: MysqlSchema,
): Promise<Map<string, string>> {
  const checksums = new Map<string, string>()
  for (const {name} of schema.tables) {
    const [row] = await connection.query<{Checksum: number | string | null}>(
      `CHECKSUM TABLE ${qualifiedName(schema.database, name)} EXTENDED`,
      `compute the checksum of table ${name}`,
    )
    checksums.set(name, String(row?.Checksum ?? null))
  }

  return checksums
}
