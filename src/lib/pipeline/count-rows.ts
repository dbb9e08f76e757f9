import type {CopyObserver} from './ranges/copy-ranges.js'
import {progressMeter} from './progress-meter.js'
import type {MigrationPlan} from './read-plan.js'
import type {RefusedFile} from './output/refused-file.js'
import type {Report, TableSummary} from './run-event.js'

/** Counts rows while ranges are copied. */
export interface RowCount {
  tables: TableSummary[]
  observer: CopyObserver
  /** To be called when everything is copied. */
  end(): void
}

/** Counts rows as ranges are copied, reports the progress, and keeps the values that Postgres would refuse. */
export function countRows(
  plan: MigrationPlan,
  {refused, report}: {refused: RefusedFile; report: Report},
): RowCount {
  const tables = plan.postgres.tables.map(({name}) => ({table: name, rows: 0, seconds: 0}))
  const began = new Map<string, number>()
  /** Counts of the ranges that are being copied, by the range's id. */
  const underWay = new Map<number, {rows: number; bytes: number}>()
  const meter = progressMeter(plan, report)
  return {
    tables,
    observer: {
      onRows({id, copy: {target}}, rows, bytes) {
        if (!began.has(target)) began.set(target, performance.now())
        const before = underWay.get(id) ?? {rows: 0, bytes: 0}
        underWay.set(id, {rows, bytes})
        meter.add(target, {rows: rows - before.rows, bytes: bytes - before.bytes})
      },
      async onCopied({id, copy: {source, target}}, {rows, refused: values}) {
        for (const each of values) await refused.keep(source, each)
        underWay.delete(id)
        const table = tables.find(({table: name}) => name === target)
        if (!table) return
        table.rows += rows
        table.seconds = (performance.now() - (began.get(target) ?? performance.now())) / 1000
      },
    },
    end() {
      for (const {target} of plan.copies) meter.end(target)
    },
  }
}
