/** What the user overrides of the conversion: the contents of the file of `--rules`, checked. */
export interface MigrationRules {
  /** Each property is decided by the first rule that matches the column and sets it. */
  columns: ColumnRule[]
  /** The same for tables. */
  tables: TableRule[]
}

/** Which columns a rule is for; all that both patterns match. `*` stands for any text. */
export interface ColumnMatch {
  /** `table.column` in MySQL. */
  column?: string
  /** MySQL type: `tinyint(1)`, `bigint unsigned`, or without its attributes: `datetime`. */
  type?: string
}

export interface ColumnRule extends ColumnSettings {
  match: ColumnMatch
}

export interface TableRule extends TableSettings {
  /** Pattern of the table's name in MySQL. */
  match: string
}

/** What rules decide about one column; what is absent stays as it is by default. */
export interface ColumnSettings {
  /** Name in Postgres. */
  name?: string
  /** Postgres type, spelled as in `core/overrides`. */
  as?: string
  /** Time zone in which a datetime was written, for `as: timestamptz`; UTC when absent. */
  zone?: string
  /** For `as: uuid`: the bytes are those of `uuid_to_bin(x, 1)`. */
  swapped?: boolean
  /** What replaces dates that do not exist: NULL, `-infinity` or a date. */
  zeroDates?: string | null
  /** What replaces enum values without a label: NULL or a label. */
  emptyEnum?: string | null
  /**
   * How text is compared: by an ICU collation that ignores case, as citext, byte by byte with indexes over lower(), or
   * byte by byte.
   */
  collation?: CollationChoice
  default?: 'drop' | 'keep'
  notNull?: 'drop' | 'keep'
  /** NUL bytes in text: left out, or each U+2400. */
  nul?: 'replace' | 'strip'
  /** Text whose UTF-8 was once read as latin1 is repaired. */
  repair?: 'double-encoding'
}

export type CollationChoice = 'citext' | 'exact' | 'ignore-case' | 'lower-index'

/** What rules decide about one table. */
export interface TableSettings {
  /** Name in Postgres. */
  name?: string
  /** `plain` gives a partitioned table no partitions. */
  partitions?: 'keep' | 'plain'
}

export const NO_RULES: MigrationRules = {columns: [], tables: []}
