import type {MysqlRoutine} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import type {SourceConnection} from '../connect.js'
import {readSourceText} from './read-source-text.js'

/** Reads the functions, procedures and MariaDB packages that the user may see, with the statements that create them. */
export async function readRoutines(connection: SourceConnection, catalog: Catalog): Promise<MysqlRoutine[]> {
  const rows = await catalog.read<{name: string; kind: MysqlRoutine['kind']; definition: string | null}>(
    'routines',
    {
      name: 'routine_name',
      kind: 'routine_type',
      definition: 'routine_definition',
    },
  )
  const routines: MysqlRoutine[] = []
  for (const row of rows) {
    const object = {...row, database: catalog.database}
    routines.push({...row, definition: await readSourceText(connection, object, row.definition)})
  }

  return routines
}
