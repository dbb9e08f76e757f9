import {quoteQualified} from '../quote.js'
import type {ArchiveEntry} from './archive-entry.js'
import {groupEntries} from './group-entries.js'

/** Something to build after the rows. */
export interface BuildTask extends Pick<ArchiveEntry, 'create' | 'dependsOn' | 'id' | 'tag'> {
  /** `INDEX`, `FK CONSTRAINT`, `ANALYZE` */
  desc: string
}

/** Lists what an archive restores after the rows, and an ANALYZE of each table after everything that belongs to it. */
export function buildTasks(entries: readonly ArchiveEntry[]): BuildTask[] {
  const {data, after} = groupEntries(entries)
  const analyses = data.map(({tag, dependsOn}, index) => {
    const own = after.filter(task => task.dependsOn.some(id => dependsOn.includes(id)))
    return {
      id: entries.length + 1 + index,
      desc: 'ANALYZE',
      tag,
      create: `ANALYZE ${quoteQualified(tag)}`,
      dependsOn: [...dependsOn, ...own.map(({id}) => id)],
    }
  })
  return [...after, ...analyses]
}
