import type {ArchiveEntry} from './archive-entry.js'

/** An archive's entries, parted by when they can be run without an archive. */
export interface EntryGroups {
  /** Before the rows, in order. */
  before: ArchiveEntry[]
  /** What takes the rows of a table. */
  data: ArchiveEntry[]
  /** On finished rows, by their dependencies. */
  after: ArchiveEntry[]
}

/** Parts the entries; a comment stays with what it is on. */
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
