import type {MysqlColumn, MysqlView} from '../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import type {SourceConnection} from './connect.js'
import {qualifiedName} from './qualified-name.js'

/** Views with their columns; a view whose tables are gone may have none. */
export async function readViews(
  connection: SourceConnection,
  catalog: Catalog,
  columnsOf: Map<string, MysqlColumn[]>,
): Promise<MysqlView[]> {
  const rows = await catalog.read<{name: string; select: string | null}>('views', {
    name: 'table_name',
    select: 'view_definition',
  })
  const views: MysqlView[] = []
  for (const {name, select} of rows) {
    // A `?` may stand for a character outside the basic plane, such as an emoji.
    const exact = select?.includes('?') ? await exactSelect(connection, catalog.database, name) : undefined
    views.push({name, select: exact ?? select ?? '', columns: columnsOf.get(name) ?? []})
  }

  return views
}

/** SHOW CREATE VIEW loses no character; it leaves the database out before the view's own tables. */
async function exactSelect(
  connection: SourceConnection,
  database: string,
  view: string,
): Promise<string | undefined> {
  const answer = await connection.attempt<{'Create View': string}>(
    `SHOW CREATE VIEW ${qualifiedName(database, view)}`,
  )
  const text = 'rows' in answer ? (answer.rows[0]?.['Create View'] ?? '') : ''
  return /^CREATE .*? VIEW (?:`(?:[^`]|``)*`\.)?`(?:[^`]|``)*`(?: \(.*?\))? AS (?<select>.*)$/s.exec(text)
    ?.groups?.select
}
