import {changedTables} from '../mysql/changed-tables.js'
import {serverPosition} from '../mysql/server-position.js'
import type {ChosenSource} from './choose-source.js'
import type {SourceSnapshot} from './take-snapshot.js'
import {unlessInterrupted} from './unless-interrupted.js'
import {withConnection} from './with-connection.js'

/**
 * Names the tables that were written to since the snapshot. If the binary log has not moved, there are none; if it has (writes to
 * other databases move it, too) or cannot be seen, the tables are read on both sides. Throws `interrupted` when the signal aborts.
 */
export async function changedSince(
  source: ChosenSource,
  {plan, reader, position}: Pick<SourceSnapshot, 'plan' | 'position' | 'reader'>,
  signal: AbortSignal,
): Promise<string[]> {
  if (position !== undefined && (await withConnection(source, serverPosition)) === position) return []
  return withConnection(source, now => unlessInterrupted(changedTables(reader, now, plan.mysql), signal))
}
