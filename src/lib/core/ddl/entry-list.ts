import type {ArchiveEntry, ArchiveEntryKind} from './archive-entry.js'

/** An entry without its number; fields that are left out are empty. */
export type EntryDraft = Partial<ArchiveEntry> & Pick<ArchiveEntry, 'desc' | 'section' | 'tag'>

/** Entries in restore order, numbered as they are added, which can be found by kind and tag for dependencies. */
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

  /** A list with the entry's number, empty if there is no such entry: for `dependsOn`. */
  find(desc: ArchiveEntryKind, tag: string): number[] {
    const id = this.ids.get(keyOf(desc, tag))
    return id === undefined ? [] : [id]
  }
}

function keyOf(desc: ArchiveEntryKind, tag: string): string {
  return `${desc}\0${tag}`
}
