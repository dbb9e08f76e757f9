import type {MysqlTrigger} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Reads the triggers that the user may see. */
export async function readTriggers(catalog: Catalog): Promise<MysqlTrigger[]> {
  return catalog.read<MysqlTrigger>('triggers', {
    name: 'trigger_name',
    table: 'event_object_table',
    timing: 'action_timing',
    event: 'event_manipulation',
    statement: 'action_statement',
  })
}
