import type {MysqlColumn, MysqlView} from '../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Views with their columns; a view whose tables are gone may have none. */
export async function readViews(
  catalog: Catalog,
  columnsOf: Map<string, MysqlColumn[]>,
): Promise<MysqlView[]> {
  const rows = await catalog.read<{name: string; select: string | null}>('views', {
    name: 'table_name',
    select: 'view_definition',
  })
  return rows.map(({name, select}) => ({name, select: select ?? '', columns: columnsOf.get(name) ?? []}))
}
