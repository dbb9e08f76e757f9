import type {ArchiveEntry, ArchiveEntryKind} from './archive-entry.js'

/** What goes with its table is not dropped separately, except foreign keys, which would prevent dropping the table that they refer to. */
const DROPPED = new Set<ArchiveEntryKind>([
  'COLLATION',
  'FK CONSTRAINT',
  'FUNCTION',
  'SEQUENCE',
  'TABLE',
  'TYPE',
  'VIEW',
])

/** The statements that drop what entries create, in an order in which they succeed. */
export function dropStatements(entries: readonly ArchiveEntry[]): string[] {
  return entries.toReversed().flatMap(({desc, drop}) => (DROPPED.has(desc) ? [drop] : []))
}
