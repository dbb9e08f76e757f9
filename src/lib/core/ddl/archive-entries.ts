import type {ArchiveEntry} from './archive-entry.js'
import {dataEntries} from './data-entries.js'
import {EntryList} from './entry-list.js'
import {postDataEntries} from './post-data-entries.js'
import type {PostgresSchema} from '../postgres-schema.js'
import {preDataEntries} from './pre-data-entries.js'

/**
 * Makes the archive's table of contents, in restore order: settings, what rows need, the rows, and what is cheaper or only
 * possible after them.
 * A serial pg_restore works from top to bottom; `pg_restore -j` follows the dependencies.
 */
export function archiveEntries(schema: PostgresSchema): ArchiveEntry[] {
  const list = new EntryList()
  settings(list)
  preDataEntries(list, schema)
  dataEntries(list, schema)
  postDataEntries(list, schema)
  return list.entries
}

/** pg_restore recognizes these three by their kind and runs them before anything else. */
function settings(list: EntryList): void {
  const common = {section: 'none', namespace: null} as const
  list.add({...common, desc: 'ENCODING', tag: 'ENCODING', create: "SET client_encoding = 'UTF8';\n"})
  list.add({
    ...common,
    desc: 'STDSTRINGS',
    tag: 'STDSTRINGS',
    create: "SET standard_conforming_strings = 'on';\n",
  })
  list.add({
    ...common,
    desc: 'SEARCHPATH',
    tag: 'SEARCHPATH',
    create: "SELECT pg_catalog.set_config('search_path', '', false);\n",
  })
}
