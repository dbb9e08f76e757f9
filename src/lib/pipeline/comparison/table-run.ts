import type {RowDifference, TableComparison} from '../../core/row-comparison.js'
import type {TableCopy} from '../../core/table-copy.js'
import {
  comparedTable,
  tableForms,
  type ComparedPlan,
  type ComparedTable,
} from '../../core/verify/compared-table.js'
import {MOST_ROWS, type PartComparison, type TableState} from './compare-part.js'
import {MOST_EXAMPLES, NOTHING_FOUND} from './examine-rows.js'

/** A table whose parts are compared in parallel, and the totals so far. */
export interface TableRun {
  table: ComparedTable
  /** The table in each set of forms. */
  forms: ComparedTable[]
  state: TableState
  total: TableComparison
  /** In the order of the parts, whichever of them ends first. */
  examples: Array<{part: number; row: RowDifference}>
  started: number
}

export function newRun(copy: TableCopy, plan: ComparedPlan): TableRun {
  const table = comparedTable(copy, plan)
  return {
    table,
    forms: tableForms(table),
    state: {form: 0, rowsLeft: MOST_ROWS},
    total: {
      source: copy.source,
      target: copy.target,
      rows: 0,
      targetRows: 0,
      ...NOTHING_FOUND,
      more: false,
      seconds: 0,
    },
    examples: [],
    started: performance.now(),
  }
}

/** Adds what was found in the part with this number. */
export function addPart(run: TableRun, part: number, found: PartComparison): void {
  const {total} = run
  for (const count of ['rows', 'targetRows', 'differing', 'missing', 'extra', 'refused', 'changed'] as const)
    total[count] += found[count]
  total.more ||= found.more
  run.examples = [...run.examples, ...found.examples.map(row => ({part, row}))]
    .sort((one, other) => one.part - other.part)
    .slice(0, MOST_EXAMPLES)
  total.examples = run.examples.map(({row}) => row)
  total.seconds = (performance.now() - run.started) / 1000
}
