/** What was found in a Postgres database after the restore, to be compared with the plan. Names are unquoted. */
export interface DatabaseFacts {
  tables: TableFacts[]
  views: string[]
  /** Sequences that no column owns; `next` in decimal. */
  sequences: Array<{name: string; next: string}>
}

export interface TableFacts {
  name: string
  /** Bytes with indexes and TOAST. */
  bytes: number
  columns: string[]
  /** The facts of each column, by its name. */
  details: Record<string, ColumnFacts>
  comment: string
  /** The collation's name, by column, if it makes texts with different bytes equal. */
  collations: Record<string, string>
  primaryKey: string[] | null
  /** Names of constraints and indexes; an index that is not valid is left out. */
  uniqueKeys: string[]
  foreignKeys: string[]
  /** Foreign keys that existing rows need not fulfil (NOT VALID). */
  notValidForeignKeys: string[]
  checks: string[]
  /** Checks that existing rows need not fulfil (NOT VALID), with their text. */
  notValidChecks: Array<{name: string; definition: string}>
  indexes: string[]
  /** Names of triggers that fire. */
  triggers: string[]
  sequences: SequenceFacts[]
  /** Names of partitions and subpartitions. */
  partitions: string[]
}

export interface ColumnFacts {
  /** As `format_type` prints it: `timestamp(3) without time zone`. */
  type: string
  nullable: boolean
  /** Whether it has a default or, if it is generated, an expression. */
  hasDefault: boolean
  generated: boolean
  comment: string
}

export interface SequenceFacts {
  column: string
  /** The value that the next insert gets, in decimal. */
  next: string
  /** Largest value in the column, in decimal; null if the table is empty. */
  max: string | null
}

/** One way in which the target is not what was planned. */
export interface Difference {
  /** `orders`, `orders.id`. */
  where: string
  what: string
  expected: string
  found: string
}
