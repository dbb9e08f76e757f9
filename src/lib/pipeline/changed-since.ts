import {changedObjects} from '../core/changed-objects.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {changedTables} from '../mysql/changed-tables.js'
import type {SourceConnection} from '../mysql/connect.js'
import {serverPosition} from '../mysql/server-position.js'
import type {ChosenSource} from './choose-source.js'
import {chooseTables} from './choose-tables.js'
import type {SourceOptions} from './migration-input.js'
import type {SourceSnapshot} from './take-snapshot.js'
import {unlessInterrupted} from './unless-interrupted.js'
import {withConnection} from './with-connection.js'

/**
 * Names the tables that were written to since the snapshot, and what was created or dropped. If the binary log has not moved, there
 * are none; if it has (writes to other databases move it, too) or cannot be seen, schema and tables are read on both sides. Throws
 * `interrupted` when the signal aborts.
 */
export async function changedSince(
  source: ChosenSource,
  {plan, reader, position}: Pick<SourceSnapshot, 'plan' | 'position' | 'reader'>,
  {options, signal}: {options: Pick<SourceOptions, 'exclude' | 'include'>; signal: AbortSignal},
): Promise<string[]> {
  if (position !== undefined && (await withConnection(source, serverPosition)) === position) return []
  const compare = async (now: SourceConnection): Promise<string[]> => {
    const schema = chooseTables(await readSchema(now, source.address.database), options)
    return [...changedObjects(plan.mysql, schema), ...(await changedTables(reader, now, plan.mysql))]
  }
  return withConnection(source, now => unlessInterrupted(compare(now), signal))
}
