import type {SessionDefaults} from '../session-defaults.js'

/** What the names in a MySQL expression or view stand for in Postgres. Names to look up are MySQL's, in any case. */
export interface SqlScope {
  /** The MySQL database itself: its name in front of a table is dropped, any other is refused. */
  database: string
  /** For what MySQL and MariaDB compute differently. Without it, such expressions are refused or computed as in MariaDB. */
  flavor?: 'mariadb' | 'mysql'
  /** What the server has set for the app's sessions; without it, as it is installed. */
  defaults?: SessionDefaults
  /** A column of the table that an expression belongs to. Views never ask it. */
  column(name: string, table?: string): ScopeColumn | undefined
  /** The Postgres name of a sequence of the database; only defaults may use one. */
  sequence?(name: string): string | undefined
  /** A table, or a view that was translated before. */
  table(name: string): ScopeTable | undefined
}

export interface ScopeColumn {
  /** The column as it is written in Postgres, quoted and without its table: `"paid_at"`. */
  sql: string
  /** Its Postgres type as in CREATE TABLE: `numeric(10,2)`, `public."mood"`, `text[]`. */
  type: string
  /** False lets `order by` go without NULLS FIRST. Unknown counts as nullable. */
  nullable?: boolean
  /** Labels of an enum. Without them an enum is compared as text, which no generated column may do. */
  labels?: readonly string[]
  /** Name of a collation in which different texts are equal. */
  collation?: string
  /** Has text compared exactly, whatever the collation. */
  exact?: boolean
  /** For a uuid: its bytes in MySQL are those of `uuid_to_bin(x, 1)`. */
  swapped?: boolean
  /**
   * What `0000-00-00` has become in this column: `null` where every NULL stands for it, `mixed` where the column has NULLs of its
   * own as well, `-infinity` where a rule says so or the column holds no such date. Absent where it is not known.
   */
  zeroDate?: '-infinity' | 'mixed' | 'null'
  /** For a boolean: it is a bit in MySQL, whose text is a byte. */
  isBit?: boolean
}

export interface ScopeTable {
  /** The table as it is written in Postgres: `public."orders"`. */
  sql: string
  columns: ScopeTableColumn[]
  /** The primary key and unique keys without NULLs, by MySQL names: they decide what GROUP BY determines. */
  keys?: readonly (readonly string[])[]
}

/** `sql` may be left out where Postgres has the same name. */
export type ScopeTableColumn = Omit<ScopeColumn, 'sql'> & {name: string; sql?: string}

/** Finished Postgres SQL, or one sentence fragment that says why there is none: `the function soundex is not known`. */
export type Translation = TranslatedSql | {ok: false; reason: string}

export interface TranslatedSql {
  ok: true
  sql: string
  /** A collation in which different texts are equal, when its text may have one. */
  collation?: string
  /** Text is compared exactly, whatever its columns' collations. */
  exact?: boolean
}
