import type {Encoding} from './encode/encoding.js'

/** How the rows of one table are copied: what is selected in MySQL, and how each value becomes COPY text. */
export interface TableCopy {
  /** MySQL table. */
  source: string
  /** Postgres table. */
  target: string
  /** Generated columns are left out: Postgres computes them. */
  columns: ColumnCopy[]
  /** The generated columns, as if they were copied: their values are compared. */
  computed: ColumnCopy[]
  /** MySQL columns of a key without NULLs, by which a row can be found again; empty if there is none. */
  key: string[]
}

export interface ColumnCopy {
  /** MySQL column. */
  source: string
  /** MySQL expression that gives the value, with quoted names: `` `price` ``, ``CAST(`ratio` AS DOUBLE)``. */
  select: string
  /** Postgres column. */
  target: string
  encoding: Encoding
  /** MySQL expression for a value that a rule made NULL, and why, as a fragment: the value is kept like a refused one. */
  original?: {select: string; reason: string}
  /** Whether a value that Postgres would refuse can be NULL instead. */
  nullable: boolean
}
