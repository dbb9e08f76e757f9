import type {MysqlColumn, MysqlView} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/** Reads all views with their columns; a view whose tables are gone may have no columns. */
export async function readViews(
  connection: SourceConnection,
  catalog: Catalog,
  columnsOf: Map<string, MysqlColumn[]>,
): Promise<MysqlView[]> {
  const rows = await catalog.read<ViewRow>('views', VIEW_FIELDS)
  const views: MysqlView[] = []
  for (const {name, select, ...row} of rows) {
    // A `?` may stand for a character outside the basic plane, such as an emoji.
    const exact = select?.includes('?') ? await exactSelect(connection, catalog.database, name) : select
    views.push({...row, name, select: exact ?? '', columns: columnsOf.get(name) ?? []})
  }

  return views
}

interface ViewRow {
  name: string
  select: string | null
  checkOption: string
  security: string
}

const VIEW_FIELDS: Record<keyof ViewRow, string> = {
  name: 'table_name',
  select: 'view_definition',
  checkOption: 'check_option',
  security: 'security_type',
}

/** SHOW CREATE VIEW loses no character; it omits the database's name before tables of the view's own database. */
async function exactSelect(
  connection: SourceConnection,
  database: string,
  view: string,
): Promise<string | undefined> {
  const answer = await connection.attempt<{'Create View': string}>(
    `SHOW CREATE VIEW ${qualifiedName(database, view)}`,
  )
  const text = 'rows' in answer ? (answer.rows[0]?.['Create View'] ?? '') : ''
  const select = /^CREATE .*? VIEW (?:`(?:[^`]|``)*`\.)?`(?:[^`]|``)*`(?: \(.*?\))? AS (?<select>.*)$/s.exec(
    text,
  )?.groups?.select
  return select?.replace(/ WITH (?:CASCADED|LOCAL) CHECK OPTION$/, '')
}
