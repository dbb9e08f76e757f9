import type {MysqlEvent} from '../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Scheduled events that the user may see. */
export async function readEvents(catalog: Catalog): Promise<MysqlEvent[]> {
  return catalog.read<MysqlEvent>('events', {name: 'event_name', definition: 'event_definition'})
}
