import type {MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'

import {openCatalog} from './catalog.js'
import type {SourceConnection} from '../connect.js'
import {readColumns} from './read-columns.js'
import {readEvents} from './read-events.js'
import {readExactDefaults} from './read-exact-defaults.js'
import {readExactLabels} from './read-exact-labels.js'
import {readPeriod} from './read-period.js'
import {readRoutines} from './read-routines.js'
import {readSequences} from './read-sequences.js'
import {readSessionDefaults} from './read-session-defaults.js'
import {readTables} from './read-tables.js'
import {readTriggers} from './read-triggers.js'
import {readViews} from './read-views.js'
import {restoreExpressions} from './restore-expressions.js'

/**
 * Reads everything that a database holds besides its rows, from `information_schema`.
 * What the user may not see is not in it: `checkSource` reports what that can be.
 */
export async function readSchema(connection: SourceConnection, database: string): Promise<MysqlSchema> {
  const {server} = connection
  const catalog = await openCatalog(connection, database)
  const columnsOf = await readColumns(catalog, server)
  const tables: MysqlTable[] = []
  for (const table of await readTables(catalog, server, columnsOf))
    tables.push(await readExactly(connection, catalog.database, table))
  return {
    database: catalog.database,
    server: {...server, defaults: await readSessionDefaults(connection)},
    tables: tables.sort(byName),
    views: (await readViews(connection, catalog, columnsOf)).sort(byName),
    triggers: await readTriggers(catalog),
    routines: await readRoutines(connection, catalog),
    events: await readEvents(connection, catalog),
    sequences: await readSequences(connection, catalog),
  }
}

/** Reads again what `information_schema`, which is in three-byte UTF-8, cannot show. */
async function readExactly(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  const withDefaults = await readExactDefaults(connection, database, table)
  const withLabels = await readExactLabels(connection, database, withDefaults)
  const withPeriod = await readPeriod(connection, database, withLabels)
  return restoreExpressions(connection, database, withPeriod)
}

function byName(a: {name: string}, b: {name: string}): number {
  return a.name < b.name ? -1 : Number(a.name > b.name)
}
