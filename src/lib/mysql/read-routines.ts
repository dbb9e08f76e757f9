import type {MysqlRoutine} from '../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Functions and procedures that the user may see; MariaDB's packages count as procedures. */
export async function readRoutines(catalog: Catalog): Promise<MysqlRoutine[]> {
  const rows = await catalog.read<{name: string; type: string; definition: string | null}>('routines', {
    name: 'routine_name',
    type: 'routine_type',
    definition: 'routine_definition',
  })
  return rows.map(({name, type, definition}) => ({
    name,
    kind: type === 'FUNCTION' ? 'FUNCTION' : 'PROCEDURE',
    definition,
  }))
}
