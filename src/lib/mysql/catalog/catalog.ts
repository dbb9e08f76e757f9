import {MigrationError} from '../../core/migration-error.js'
import {quoteMysqlIdentifier, quoteMysqlLiteral} from '../../core/quote.js'

import type {SourceConnection} from '../connect.js'

/** Reads one database's part of `information_schema`. */
export interface Catalog {
  /** The database's name as the server spells it, which may differ from the URL's in case. */
  database: string
  /**
   * Rows of an `information_schema` table, with the fields that `columns` names: field to catalog column.
   * A table or column that this server does not have gives no rows or NULL.
   */
  read<Row extends object>(table: string, columns: Record<keyof Row, string>): Promise<Row[]>
}

/** Finds out what this server's `information_schema` holds, since each version adds to it. */
export async function openCatalog(connection: SourceConnection, database: string): Promise<Catalog> {
  const columnsOf = await readOwnColumns(connection)
  const spelled = await spelledName(connection, database)
  return {
    database: spelled,
    async read<Row extends object>(table: string, columns: Record<keyof Row, string>): Promise<Row[]> {
      const known = columnsOf.get(table)
      const schemaColumn = SCHEMA_COLUMNS.find(name => known?.has(name))
      if (!known || !schemaColumn) return []
      const fields = Object.entries<string>({...columns, inDatabase: schemaColumn}).map(
        // Aliases are needed anyway: MySQL 8 and 9 name these columns in upper case.
        ([field, column]) => `${known.has(column) ? column : 'NULL'} AS ${quoteMysqlIdentifier(field)}`,
      )
      const rows = await connection.query<Row & {inDatabase: string}>(
        `SELECT ${fields.join(', ')} FROM information_schema.${table} WHERE ${schemaColumn} = ${quoteMysqlLiteral(spelled)}`,
        `read information_schema.${table}`,
      )
      // The catalog's own comparison may ignore case, and databases may differ in nothing else.
      return rows.filter(({inDatabase}) => inDatabase === spelled).map(withoutDatabase)
    },
  }
}

/** What the column is called that says which database a row belongs to. */
const SCHEMA_COLUMNS = [
  'table_schema',
  'constraint_schema',
  'trigger_schema',
  'routine_schema',
  'event_schema',
  'g_table_schema',
]

function withoutDatabase<Row extends object>({inDatabase: _, ...row}: Row & {inDatabase: string}): Row {
  return row as unknown as Row
}

async function readOwnColumns(connection: SourceConnection): Promise<Map<string, Set<string>>> {
  const rows = await connection.query<{tableName: string; columnName: string}>(
    "SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns WHERE table_schema = 'information_schema'",
    'read information_schema.columns',
  )
  const columnsOf = new Map<string, Set<string>>()
  for (const {tableName, columnName} of rows) {
    const table = tableName.toLowerCase()
    columnsOf.set(table, (columnsOf.get(table) ?? new Set()).add(columnName.toLowerCase()))
  }

  return columnsOf
}

async function spelledName(connection: SourceConnection, database: string): Promise<string> {
  const rows = await connection.query<{name: string}>(
    `SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name = ${quoteMysqlLiteral(database)}`,
    'read information_schema.schemata',
  )
  const names = rows.map(({name}) => name)
  const name = names.includes(database) ? database : names[0]
  if (name !== undefined) return name
  throw new MigrationError(`Couldn't find the database ${database} on the MySQL server.`, {
    code: 'source-database-missing',
    suggestions: ['Check the database name, and whether the user may use it.'],
  })
}
