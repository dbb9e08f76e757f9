import type {ColumnContext, ColumnType} from '../convert/columns/column-type.js'
import type {MysqlColumn} from '../mysql-schema.js'

/** A Postgres type that a rule can give to some columns. */
export interface TypeOverride {
  /** As rules spell it; `n` and `s` stand for numbers: `numeric(n,s)`. */
  as: string
  /** What becomes of the column, from what it would be without the rule and the numbers of the spelling. */
  convert: (usual: ColumnType, context: ColumnContext, numbers: number[]) => ColumnType
  /** MySQL condition over the quoted column for the values that do not fit; null where all do. */
  misfit?: (name: string, column: MysqlColumn, numbers: number[]) => string | null
}

/** The type that the column would have anyway. */
export function asUsual(as: string): TypeOverride {
  return {as, convert: usual => usual}
}
