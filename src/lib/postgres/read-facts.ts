import type pg from 'pg'
import type {DatabaseFacts, SequenceFacts, TableFacts} from '../core/database-facts.js'
import {TABLES, VIEWS} from './catalog-sql.js'
import {type OwnedSequence, readFreeSequences, readSequence} from './read-sequences.js'
import {queryError} from './translate-error.js'

/**
 * Reads what is in schema `public`, without the objects of extensions.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function readFacts(client: pg.Client): Promise<DatabaseFacts> {
  try {
    const {rows: tables} = await client.query<CatalogTable>(TABLES)
    const {rows: views} = await client.query<{name: string}>(VIEWS)
    const facts: TableFacts[] = []
    for (const table of tables) facts.push(await readTable(client, table))
    return {tables: facts, views: views.map(({name}) => name), sequences: await readFreeSequences(client)}
  } catch (error) {
    throw queryError(error, 'read what is in Postgres')
  }
}

type CatalogTable = Omit<TableFacts, 'bytes' | 'sequences'> & {
  bytes: string
  sequences: OwnedSequence[]
}

async function readTable(client: pg.Client, table: CatalogTable): Promise<TableFacts> {
  const sequences: SequenceFacts[] = []
  for (const owned of table.sequences) sequences.push(await readSequence(client, table.name, owned))
  return {
    ...table,
    bytes: Number(table.bytes),
    primaryKey: table.primaryKey?.length ? table.primaryKey : null,
    sequences,
  }
}
