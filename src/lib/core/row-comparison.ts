/** The result of comparing the rows of one table, for reports. */
export interface TableComparison {
  /** MySQL table. */
  source: string
  /** Postgres table. */
  target: string
  /** Rows in MySQL. */
  rows: number
  /** Rows in Postgres. */
  targetRows: number
  /** Rows with the same key but other values. */
  differing: number
  /** Rows of MySQL that Postgres does not have. */
  missing: number
  /** Rows of Postgres that MySQL does not have. */
  extra: number
  /** Rows that differed but were written to in the meantime, so that nothing is known about them. */
  changed: number
  /** Values that are NULL in Postgres because it refuses them, which was allowed. */
  refused: number
  /** Whether more rows may differ than were read, so that the counts are minimums. */
  more: boolean
  /** Some of the rows that differ. */
  examples: RowDifference[]
  seconds: number
}

/** A row that is not the same on both sides. */
export interface RowDifference {
  kind: 'changed' | 'differs' | 'extra' | 'missing'
  /** Values of its key by Postgres column, or of all columns if the table has no key. Long values are cut. */
  key: Record<string, string | null>
  /** The columns that differ; empty for a row that only one side has. */
  columns: ValueDifference[]
}

export interface ValueDifference {
  /** Postgres column. */
  column: string
  /** Value in MySQL, cut if it is long. */
  expected: string | null
  /** Value in Postgres, cut if it is long. */
  found: string | null
}

/** A comparison without the values of rows, except the keys by which a row can be found. */
export function withoutValues(table: TableComparison, hasKey: boolean): TableComparison {
  return {
    ...table,
    examples: table.examples.map(({kind, key, columns}) => ({
      kind,
      key: hasKey ? key : hideAll(key),
      columns: columns.map(({column, expected, found}) => ({
        column,
        expected: hide(expected),
        found: hide(found),
      })),
    })),
  }
}

function hideAll(values: RowDifference['key']): RowDifference['key'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hide(value)]))
}

function hide(value: string | null): string | null {
  return value === null ? null : '(hidden)'
}

/** Whether all rows are equal. */
export function isEqual({differing, missing, extra, changed, more}: TableComparison): boolean {
  return differing + missing + extra + changed === 0 && !more
}
