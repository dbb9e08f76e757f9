import {randomInt} from 'node:crypto'
import type pg from 'pg'

import type {Definition} from '../core/compare-definitions.js'
import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {DEFINITIONS} from './definition-sql.js'
import {queryError} from './translate-error.js'
import {type RefusedEntry, tryDdl} from './try-ddl.js'

/**
 * Reads the definitions of everything in schema `public`.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function readDefinitions(client: pg.Client): Promise<Definition[]> {
  try {
    return await definitionsOf(client, 'public')
  } catch (error) {
    throw queryError(error, 'read how Postgres defines what is there')
  }
}

/**
 * Reads how Postgres itself prints the definitions of what was planned: all of it is created, without rows, in a schema that
 * nobody sees and that is rolled back. That schema's name is replaced with `public`.
 * @throws MigrationError where the user may not create a schema, or the database is read-only
 */
export async function plannedDefinitions(
  client: pg.Client,
  entries: readonly ArchiveEntry[],
  extensions: readonly string[],
): Promise<{definitions: Definition[]; refused: RefusedEntry[]}> {
  const schema = freeName(entries)
  const found = new Map<string, Definition>()
  const look = async (): Promise<void> => {
    for (const definition of await definitionsOf(client, schema)) {
      const known = Object.fromEntries(
        Object.entries(definition).map(([field, text]) => [field, text.replaceAll(`${schema}.`, 'public.')]),
      ) as unknown as Definition
      const key = `${known.kind}\0${known.name}`
      if (!found.has(key)) found.set(key, known)
    }
  }
  const create = `CREATE SCHEMA IF NOT EXISTS ${schema}`
  const elsewhere = entries.map(entry => ({
    ...entry,
    create: entry.create.replaceAll('public."', `${schema}."`),
  }))
  const refused = await tryDdl(client, elsewhere, extensions, {begin: create, look})
  return {definitions: [...found.values()], refused}
}

/** Reads definitions while names in any schema but pg_catalog are printed with their schema. */
async function definitionsOf(client: pg.Client, schema: string): Promise<Definition[]> {
  await client.query("SELECT pg_catalog.set_config('search_path', '', false)")
  return (await client.query<Definition>(DEFINITIONS, [schema])).rows
}

/** A name as long as `public`, so that no name becomes too long, that occurs in none of the statements. */
function freeName(entries: readonly ArchiveEntry[]): string {
  for (;;) {
    const name = `v${randomInt(36 ** 4, 36 ** 5).toString(36)}`
    if (!entries.some(({create}) => create.includes(name))) return name
  }
}
