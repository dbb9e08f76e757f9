import type {ArchiveEntry} from './archive-entry.js'

/** An archive's entries, grouped by when they are run if there is no archive. */
export interface EntryGroups {
  /** Before the rows, in order. */
  before: ArchiveEntry[]
  /** One for the rows of each table. */
  data: ArchiveEntry[]
  /** After the rows, in the order of their dependencies. */
  after: ArchiveEntry[]
}

/** Groups the entries; a comment stays with its object. */
export function groupEntries(entries: readonly ArchiveEntry[]): EntryGroups {
  const groups: EntryGroups = {before: [], data: [], after: []}
  const early = new Set<number>()
  for (const entry of entries) {
    if (entry.dataOf !== null) groups.data.push(entry)
    else if (isEarly(entry, early)) {
      early.add(entry.id)
      groups.before.push(entry)
    } else groups.after.push(entry)
  }

  return groups
}

function isEarly({section, namespace, desc, dependsOn}: ArchiveEntry, early: ReadonlySet<number>): boolean {
  if (desc === 'COMMENT') return dependsOn.every(id => early.has(id))
  return section === 'pre-data' || namespace === null
}
