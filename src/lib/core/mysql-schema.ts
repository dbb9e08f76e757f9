import type {SessionDefaults} from './session-defaults.js'

/** The schema of a MySQL or MariaDB database: plain data in the server's own terms, with nothing decided yet. */
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
  /** Of the server as its schema was read. */
  defaults?: SessionDefaults
}

export interface MysqlTable {
  name: string
  engine: string
  collation: string
  comment: string
  /** The next AUTO_INCREMENT value in decimal, null for tables without one. Text: it may exceed 2^53. */
  autoIncrement: string | null
  /** The server's estimate, which decides nothing; exact counts do. */
  rowEstimate: number
  dataBytes: number
  indexBytes: number
  columns: MysqlColumn[]
  indexes: MysqlIndex[]
  foreignKeys: MysqlForeignKey[]
  checks: MysqlCheck[]
  partitioning: MysqlPartitioning | null
  /** MariaDB: whether it keeps earlier versions of its rows. Its columns and keys are described as the current rows see them. */
  systemVersioned: boolean
  /** MariaDB: an application-time period, with the names of the keys that forbid overlaps. */
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
  /** The bound or the list of values as the server shows it: `1990`, `'a',NULL`, `MAXVALUE`; empty if there is none. */
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
  /** Null for types that do not hold text. */
  charset: string | null
  collation: string | null
  comment: string
  /** Characters for text, bytes for binary; null elsewhere. */
  length: number | null
  precision: number | null
  scale: number | null
  /** Fractional digits of time, datetime and timestamp: 0 to 6. */
  fractionalDigits: number | null
  /** Spatial reference system of a geometry column; null if it is not restricted. */
  srid: number | null
}

/**
 * A literal's value without quotes, or an expression's text as the server normalized it. A value is doubtful if a `?` may
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
  /** Database of the parent table; a key to a database other than the schema's own cannot be moved. */
  parentDatabase: string
  parentTable: string
  parentColumns: string[]
  onUpdate: ForeignKeyAction
  onDelete: ForeignKeyAction
}

export type ForeignKeyAction = 'CASCADE' | 'NO ACTION' | 'RESTRICT' | 'SET DEFAULT' | 'SET NULL'

export interface MysqlCheck {
  name: string
  /** The condition as the server normalized it, without escapes before quotes. */
  expression: string
  enforced: boolean
}

export interface MysqlView {
  name: string
  /** The SELECT as the server normalized it; empty if the user may not see it. */
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
  /** The value after those that the server has handed out or cached; past the bounds if the sequence is used up. */
  next: string
  /** `0` for the server's `auto_increment_increment`. */
  increment: string
  start: string
  minimum: string
  maximum: string
  cycle: boolean
}
