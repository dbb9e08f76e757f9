import type {Encoding} from '../../encode/encoding.js'
import type {Hazard} from '../../hazard.js'
import type {MysqlColumn} from '../../mysql-schema.js'
import type {PostgresCollation} from '../../postgres-schema.js'
import type {ColumnSettings} from '../../rules/migration-rules.js'
import type {ScopeColumn} from '../../sql/sql-scope.js'
import type {ColumnProfile} from '../../table-profile.js'

/** What a Postgres type is chosen from. */
export interface ColumnContext {
  column: MysqlColumn
  /** What rules decide about it. */
  rule: ColumnSettings
  /** `orders.paid_at`, as hazards name it. */
  where: string
  /** Part of the primary key. */
  primary: boolean
  /** Part of the primary key or, on either side, of a foreign key. */
  keyed: boolean
  /** Part of a unique key or the primary key. */
  unique: boolean
  /** What was counted in this column. */
  profile: ColumnProfile
  /** What was counted in all columns that foreign keys connect with this one: they all take one type. */
  family: ColumnProfile
  /** The largest next AUTO_INCREMENT value among the connected columns, null if none is AUTO_INCREMENT. */
  next: bigint | null
}

/** What becomes of one column. */
export interface ColumnType {
  /** The Postgres type; empty for an enum, which is named later. */
  type: string
  /** How its text is compared; as the database does when absent. */
  collation?: PostgresCollation
  encoding: Encoding
  /** Labels of the enum type to create. */
  labels?: string[]
  /** The values that a CHECK has to hold the column, or each element of the array, to. */
  members?: string[]
  /** MySQL expression that gives the value, from the quoted column; the column itself when absent. */
  select?: (column: string) => string
  /** MySQL expression, from the quoted column, that gives a value which `select` makes NULL; NULL for all others. */
  original?: {select: (column: string) => string; reason: string}
  /** Set if values become NULL, so that the column has to be nullable. */
  takesNull?: boolean
  /** What `0000-00-00` becomes in it, where that is known. */
  zeroDate?: ScopeColumn['zeroDate']
  hazards?: Hazard[]
}

export type ConvertType = (context: ColumnContext) => ColumnType
