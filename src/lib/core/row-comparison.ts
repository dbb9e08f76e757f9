/** How the rows of one table compare: what reports show of it. */
export interface TableComparison {
  /** MySQL table. */
  source: string
  /** Postgres table. */
  target: string
  /** Rows in MySQL. */
  rows: number
  /** Rows in Postgres. */
  targetRows: number
  /** Rows of the same key with other values. */
  differing: number
  /** Rows of MySQL that Postgres does not have. */
  missing: number
  /** Rows of Postgres that MySQL does not have. */
  extra: number
  /** Rows that differed and were written to meanwhile, so that nothing is known of them. */
  changed: number
  /** Values that Postgres refuses and that are NULL there, which was allowed. */
  refused: number
  /** Whether more rows differ than were looked at, so that the counts are the least there are. */
  more: boolean
  /** Some of the rows that differ. */
  examples: RowDifference[]
  seconds: number
}

/** One row that is not the same on both sides. */
export interface RowDifference {
  kind: 'changed' | 'differs' | 'extra' | 'missing'
  /** Values of its key by Postgres column; of all columns where the table has no key. Cut where they are long. */
  key: Record<string, string | null>
  /** The columns that differ; none of a row that only one side has. */
  columns: ValueDifference[]
}

export interface ValueDifference {
  /** Postgres column. */
  column: string
  /** Value in MySQL, cut where it is long. */
  expected: string | null
  /** Value in Postgres, cut where it is long. */
  found: string | null
}

/** The same without the values of rows; keys stay, by which a row is found. */
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
