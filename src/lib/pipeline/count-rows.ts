import type {CopyObserver} from './copy-ranges.js'
import type {MigrationPlan} from './read-plan.js'
import type {RefusedFile} from './refused-file.js'
import {rowProgress} from './row-progress.js'
import type {Report, TableSummary} from './run-event.js'

/** Counts rows as ranges are copied, tells how far they are, and keeps what Postgres would refuse. */
export function countRows(
  plan: MigrationPlan,
  planned: number,
  {refused, report}: {refused: RefusedFile; report: Report},
): {tables: TableSummary[]; observer: CopyObserver} {
  const tables = plan.postgres.tables.map(({name}) => ({table: name, rows: 0, seconds: 0}))
  const began = new Map<string, number>()
  /** Rows of ranges that are under way, by the range's id. */
  const underWay = new Map<number, number>()
  let done = 0
  return {
    tables,
    observer: {
      onRows({id, copy: {target}}, rows) {
        if (!began.has(target)) began.set(target, performance.now())
        underWay.set(id, rows)
        const rowsUnderWay = [...underWay.values()].reduce((sum, count) => sum + count, 0)
        report(rowProgress({done: done + rowsUnderWay, planned, table: target}))
      },
      async onCopied({id, copy: {source, target}}, {rows, refused: values}) {
        for (const each of values) await refused.keep(source, each)
        underWay.delete(id)
        done += rows
        const table = tables.find(({table: name}) => name === target)
        if (!table) return
        table.rows += rows
        table.seconds = (performance.now() - (began.get(target) ?? performance.now())) / 1000
      },
    },
  }
}
