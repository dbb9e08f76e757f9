import {checkSource, type SourceCheck} from '../mysql/check-source.js'
import type {SourceConnection} from '../mysql/connect.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {chooseTables} from './choose-tables.js'
import type {SourceOptions} from './migration-input.js'

/** Checks only the tables that `--include` and `--exclude` select: one that stays behind may be unreadable. */
export async function checkChosen(
  connection: SourceConnection,
  database: string,
  options: Pick<SourceOptions, 'exclude' | 'include'>,
): Promise<SourceCheck> {
  return checkSource(connection, chooseTables(await readSchema(connection, database), options))
}
