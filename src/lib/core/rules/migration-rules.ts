/** What a user decides otherwise than the conversion would: the contents of the file of `--rules`, checked. */
export interface MigrationRules {
  /** For each property the first rule that matches a column and names it decides. */
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
  default?: 'drop' | 'keep'
  notNull?: 'drop' | 'keep'
}

/** What rules decide about one table. */
export interface TableSettings {
  /** Name in Postgres. */
  name?: string
  /** `plain` gives a partitioned table no partitions. */
  partitions?: 'keep' | 'plain'
}

export const NO_RULES: MigrationRules = {columns: [], tables: []}
