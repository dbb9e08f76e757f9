/** What was read of a MySQL or MariaDB database: plain data, in the server's own words, nothing decided yet. */
export interface MysqlSchema {
  database: string
  server: MysqlServer
  tables: MysqlTable[]
  views: MysqlView[]
  triggers: MysqlTrigger[]
  routines: MysqlRoutine[]
  events: MysqlEvent[]
  /** MariaDB only. */
  sequences: MysqlSequence[]
}

export interface MysqlServer {
  flavor: 'mariadb' | 'mysql'
  /** As the server prints it, e.g. `10.11.19-MariaDB-0+deb12u1`. */
  version: string
}

export interface MysqlTable {
  name: string
  engine: string
  collation: string
  comment: string
  /** The next AUTO_INCREMENT value in decimal, null for tables without one. Text: it may exceed 2^53. */
  autoIncrement: string | null
  /** The server's estimate; only exact counts decide anything. */
  rowEstimate: number
  dataBytes: number
  indexBytes: number
  columns: MysqlColumn[]
  indexes: MysqlIndex[]
  foreignKeys: MysqlForeignKey[]
  checks: MysqlCheck[]
  partitioning: MysqlPartitioning | null
  /** MariaDB: keeps the earlier versions of its rows. Its columns and keys are as the current ones have them. */
  systemVersioned: boolean
  /** MariaDB: a period that the app keeps, with the names of the keys that let none overlap. */
  period: {name: string; keys: string[]} | null
}

/** How a table's rows, or those of each of its partitions, are divided. */
export interface MysqlPartitioning {
  /** As the server names it: `RANGE`, `LIST COLUMNS`, `LINEAR HASH`, ... */
  method: string
  /** The server's text of the expression or of the list of columns; empty for KEY over the primary key. */
  expression: string
  partitions: MysqlPartition[]
}

export interface MysqlPartition {
  name: string
  /** What the server shows of the bound or of the list of values: `1990`, `'a',NULL`, `MAXVALUE`; empty where there is none. */
  values: string
  comment: string
  subpartitioning: MysqlPartitioning | null
}

export interface MysqlColumn {
  name: string
  /** Lower case base type: `int`, `varchar`, `geometry`, `uuid`, ... */
  dataType: string
  /** Lower case full type: `int(10) unsigned zerofill`, `enum('a','b')`. Labels keep their case. */
  columnType: string
  nullable: boolean
  default: MysqlDefault | null
  autoIncrement: boolean
  /** ON UPDATE CURRENT_TIMESTAMP. */
  onUpdateNow: boolean
  generated: {expression: string; stored: boolean} | null
  invisible: boolean
  /** Null for types that hold no text. */
  charset: string | null
  collation: string | null
  comment: string
  /** Characters for text, bytes for binary; null elsewhere. */
  length: number | null
  precision: number | null
  scale: number | null
  /** Fractional digits of time, datetime and timestamp: 0 to 6. */
  fractionalDigits: number | null
  /** Spatial reference system of a geometry column, null when it is not restricted. */
  srid: number | null
}

/**
 * A literal's value without quotes, or an expression's text as the server normalised it. A value is doubtful where a `?` may
 * stand for a character that the server does not show.
 */
export type MysqlDefault =
  {kind: 'expression'; sql: string} | {kind: 'literal'; value: string; doubtful?: boolean} | {kind: 'null'}

export interface MysqlIndex {
  /** `PRIMARY` for the primary key. */
  name: string
  kind: 'btree' | 'fulltext' | 'hash' | 'spatial' | 'vector'
  unique: boolean
  visible: boolean
  comment: string
  parts: MysqlIndexPart[]
}

/** A column, possibly only its first characters, or (MySQL 8+) an expression. */
export interface MysqlIndexPart {
  column: string | null
  expression: string | null
  prefix: number | null
  descending: boolean
}

export interface MysqlForeignKey {
  name: string
  columns: string[]
  /** Database of the parent table; another one than the schema's own cannot go over. */
  parentDatabase: string
  parentTable: string
  parentColumns: string[]
  onUpdate: ForeignKeyAction
  onDelete: ForeignKeyAction
}

export type ForeignKeyAction = 'CASCADE' | 'NO ACTION' | 'RESTRICT' | 'SET DEFAULT' | 'SET NULL'

export interface MysqlCheck {
  name: string
  /** The condition as the server normalised it, without escapes around quotes. */
  expression: string
  enforced: boolean
}

export interface MysqlView {
  name: string
  /** The SELECT as the server normalised it; empty when the user may not see it. */
  select: string
  columns: MysqlColumn[]
  /** `NONE`, `LOCAL` or `CASCADED`. */
  checkOption: string
  /** Whose rights it reads with: `DEFINER` or `INVOKER`. */
  security: string
}

export interface MysqlTrigger {
  name: string
  table: string
  timing: string
  event: string
  statement: string
}

export interface MysqlRoutine {
  name: string
  kind: 'FUNCTION' | 'PACKAGE' | 'PACKAGE BODY' | 'PROCEDURE'
  /** The statement that creates it, or only its body. Null when the user may not see it. */
  definition: string | null
}

export interface MysqlEvent {
  name: string
  definition: string
}

/** Numbers in decimal: they may exceed 2^53. */
export interface MysqlSequence {
  name: string
  /** The value after those that the server has handed out or cached; past the bounds when it is used up. */
  next: string
  /** `0` for the server's `auto_increment_increment`. */
  increment: string
  start: string
  minimum: string
  maximum: string
  cycle: boolean
}
