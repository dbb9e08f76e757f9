/** What will be created in Postgres, in schema `public`: plain data, from which the DDL, the archive and the comparison follow. */
export interface PostgresSchema {
  /** Extensions that have to be created before anything else: the archive cannot contain them. */
  extensions: string[]
  collations: PostgresCollation[]
  enums: PostgresEnum[]
  functions: PostgresFunction[]
  tables: PostgresTable[]
  sequences: PostgresSequence[]
  /** In an order in which they can be created. */
  views: PostgresView[]
}

/** Names are unquoted everywhere in these types; only `sql` and `expression` fields hold finished SQL. */
export interface PostgresCollation {
  name: string
  /** ICU locale, a BCP 47 tag: `sv-u-ks-level1`. The collation is nondeterministic: texts that it does not tell apart are equal. */
  locale: string
}

export interface PostgresEnum {
  name: string
  labels: string[]
}

/** A trigger function; the body is plpgsql. */
export interface PostgresFunction {
  name: string
  body: string
}

export interface PostgresTable {
  name: string
  /** The MySQL table it comes from. */
  source: string
  comment: string
  columns: PostgresColumn[]
  primaryKey: PostgresKey | null
  uniqueKeys: PostgresKey[]
  indexes: PostgresIndex[]
  checks: PostgresCheck[]
  foreignKeys: PostgresForeignKey[]
  triggers: PostgresTrigger[]
  /** Null for a table that holds its rows itself. */
  partitioning: PostgresPartitioning | null
}

export interface PostgresPartitioning {
  /** The text after PARTITION BY, as finished SQL: `RANGE ("paid_at")`. */
  by: string
  partitions: PostgresPartition[]
}

export interface PostgresPartition {
  name: string
  /** Which rows it holds, as finished SQL: `FOR VALUES FROM (MINVALUE) TO (10)`, `DEFAULT`. */
  bounds: string
  comment: string
  /** Null for a partition that holds its rows itself. */
  partitioning: PostgresPartitioning | null
}

export interface PostgresColumn {
  name: string
  /** The MySQL column it comes from. */
  source: string
  /** As written in CREATE TABLE, quoted if necessary: `numeric(10,2)`, `public."mood"`, `text[]`. */
  type: string
  /** Name of a collation of the schema; the database's collation when absent. */
  collation?: string
  nullable: boolean
  /** Default as finished SQL. */
  defaultSql: string | null
  /** Generated column (STORED) as finished SQL; its values are not copied. */
  generatedSql: string | null
  identity: PostgresIdentity | null
  comment: string
}

export interface PostgresIdentity {
  sequence: string
  /** The value that the next insert gets, in decimal. */
  next: string
}

/** A sequence of its own, not owned by an identity column (MariaDB's CREATE SEQUENCE). Numbers in decimal. */
export interface PostgresSequence {
  name: string
  /** Past the bounds if the sequence is used up. */
  next: string
  increment: string
  start: string
  minimum: string
  maximum: string
  cycle: boolean
}

export interface PostgresKey {
  name: string
  columns: string[]
  /** Comment of the index behind it. */
  comment?: string
}

export interface PostgresIndex {
  name: string
  unique: boolean
  method: 'btree' | 'gin' | 'gist' | 'hash'
  /** The elements in the index's parentheses, as finished SQL: `"name"`, `left("body", 20) DESC`. */
  elements: string[]
  comment: string
}

export interface PostgresCheck {
  name: string
  /** Condition as finished SQL. */
  sql: string
}

export interface PostgresForeignKey {
  name: string
  columns: string[]
  parentTable: string
  parentColumns: string[]
  onUpdate: string
  onDelete: string
  /** Created NOT VALID because orphan rows exist. */
  notValid: boolean
}

export interface PostgresTrigger {
  name: string
  /** The trigger function it calls. */
  function: string
  /** `BEFORE UPDATE`. */
  timing: string
}

export interface PostgresView {
  name: string
  /** The MySQL view it comes from. */
  source: string
  /** The SELECT as finished SQL. */
  sql: string
  columns: string[]
}
