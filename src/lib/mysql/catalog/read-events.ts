import type {MysqlEvent} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import type {SourceConnection} from '../connect.js'
import {readSourceText} from './read-source-text.js'

/** Reads the scheduled events that the user may see, with the statements that create them. */
export async function readEvents(connection: SourceConnection, catalog: Catalog): Promise<MysqlEvent[]> {
  const rows = await catalog.read<MysqlEvent>('events', {name: 'event_name', definition: 'event_definition'})
  const events: MysqlEvent[] = []
  for (const {name, definition} of rows) {
    const object = {kind: 'EVENT', name, database: catalog.database}
    events.push({name, definition: await readSourceText(connection, object, definition)})
  }

  return events
}
