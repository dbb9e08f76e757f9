import type {ArchiveEntry, ArchiveEntryKind} from './archive-entry.js'

/** An entry before it has its number; what is left out is empty. */
export type EntryDraft = Partial<ArchiveEntry> & Pick<ArchiveEntry, 'desc' | 'section' | 'tag'>

/** Entries in restore order, numbered as they are added, and found again by kind and tag for dependencies. */
export class EntryList {
  readonly entries: ArchiveEntry[] = []
  private readonly ids = new Map<string, number>()

  add(draft: EntryDraft): number {
    const id = this.entries.length + 1
    this.entries.push({
      namespace: 'public',
      create: '',
      drop: '',
      copy: null,
      isTable: false,
      dependsOn: [],
      dataOf: null,
      ...draft,
      id,
    })
    this.ids.set(keyOf(draft.desc, draft.tag), id)
    return id
  }

  /** The entry's number in a list of its own, or no number where there is no such entry: for `dependsOn`. */
  find(desc: ArchiveEntryKind, tag: string): number[] {
    const id = this.ids.get(keyOf(desc, tag))
    return id === undefined ? [] : [id]
  }
}

function keyOf(desc: ArchiveEntryKind, tag: string): string {
  return `${desc}\0${tag}`
}
