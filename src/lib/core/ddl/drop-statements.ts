import type {ArchiveEntry, ArchiveEntryKind} from './archive-entry.js'

/** What goes with its table is not dropped by itself; a foreign key would keep the table that it refers to. */
const DROPPED = new Set<ArchiveEntryKind>([
  'COLLATION',
  'FK CONSTRAINT',
  'FUNCTION',
  'SEQUENCE',
  'TABLE',
  'TYPE',
  'VIEW',
])

/** The statements that drop what entries create, in the order in which that can be done. */
export function dropStatements(entries: readonly ArchiveEntry[]): string[] {
  return entries.toReversed().flatMap(({desc, drop}) => (DROPPED.has(desc) ? [drop] : []))
}
