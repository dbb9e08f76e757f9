import type {ArchiveEntry} from './archive-entry.js'
import {quoteIdentifier} from '../quote.js'

/**
 * All SQL of an archive as a script for psql, without rows; it stops at the first error. What comes before rows and what is
 * built on them is divided by a comment. Not one transaction: that would need a lock for each object.
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

/** What is created for each table, partitions, keys, indexes and comments included, by the table's name. */
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

/** An entry depends on its owner first: a comment on its column's table or its key, a key on its table, a partition on its parent. */
function tableOf(entry: ArchiveEntry, byId: ReadonlyMap<number, ArchiveEntry>): string | undefined {
  const owner = entry.dependsOn.map(id => byId.get(id)).find(found => found && OWNERS.has(found.desc))
  if (owner) return tableOf(owner, byId)
  return entry.desc === 'TABLE' ? entry.tag : undefined
}

const OWNERS = new Set<string>(['CONSTRAINT', 'INDEX', 'TABLE'])
