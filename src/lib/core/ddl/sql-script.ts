import type {ArchiveEntry} from './archive-entry.js'
import {quoteIdentifier} from '../quote.js'

/**
 * Makes a script for psql of all SQL of an archive, without rows; it stops at the first error. A comment separates what comes
 * before the rows from what is built after them. It is not one transaction, which would need a lock for each object.
 */
export function sqlScript(entries: readonly ArchiveEntry[], extensions: readonly string[]): string {
  const isSetting = ({namespace}: ArchiveEntry): boolean => namespace === null
  const isLate = ({section}: ArchiveEntry): boolean => section === 'post-data'
  const firstLate = entries.findIndex(isLate)
  const split = firstLate === -1 ? entries.length : firstLate
  const text = (some: readonly ArchiveEntry[]): string =>
    some
      .map(({create}) => create)
      .filter(Boolean)
      .join('\n')
  return [
    '-- Everything that pg:migrate-mysql creates, for psql.',
    String.raw`\set ON_ERROR_STOP on`,
    text(entries.filter(isSetting)),
    ...extensions.map(name => `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)} SCHEMA public;\n`),
    '-- Before the rows.\n',
    text(entries.slice(0, split).filter(entry => !isSetting(entry))),
    '-- After the rows.\n',
    text(entries.slice(split)),
    'RESET search_path;\n',
  ].join('\n')
}

/** The SQL for each table, partitions, keys, indexes and comments included, by the table's name. */
export function tableScripts(entries: readonly ArchiveEntry[]): Map<string, string> {
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  const scripts = new Map<string, string>()
  for (const entry of entries) {
    const table = entry.desc === 'VIEW' ? undefined : tableOf(entry, byId)
    if (table === undefined || entry.create === '') continue
    const before = scripts.get(table)
    scripts.set(table, before === undefined ? entry.create : `${before}\n${entry.create}`)
  }

  return scripts
}

/** An entry's first dependency is its owner: a comment's is its column's table or its key, a key's its table, a partition's its parent. */
function tableOf(entry: ArchiveEntry, byId: ReadonlyMap<number, ArchiveEntry>): string | undefined {
  const owner = entry.dependsOn.map(id => byId.get(id)).find(found => found && OWNERS.has(found.desc))
  if (owner) return tableOf(owner, byId)
  return entry.desc === 'TABLE' ? entry.tag : undefined
}

const OWNERS = new Set<string>(['CONSTRAINT', 'INDEX', 'TABLE'])
