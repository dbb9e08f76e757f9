import type {SqlScope} from '../sql-scope.js'
import type {Query, QueryBody} from '../syntax-tree.js'
import type {Term} from '../term.js'
import type {SelectFrame} from './select-frame.js'
import type {SourceColumn} from './source.js'

/** What a SELECT is written in. */
export interface Environment {
  scope: SqlScope
  /** Common tables (WITH), by name in lower case. */
  commonTables: ReadonlyMap<string, CommonTable>
  parent: SelectFrame | undefined
  /** Called with the columns of which MySQL takes any row's value. */
  onAnyRow: (columns: readonly string[]) => void
  /** Called for an aggregate that combines values in no defined order. */
  onAnyOrder: () => void
  /** Passed on so that files need not import each other. */
  writeQuery: (query: Query, environment: Environment) => WrittenQuery
  writeBody: (body: QueryBody, environment: Environment) => WrittenSelect
}

export interface CommonTable {
  name: string
  columns: readonly SourceColumn[]
}

/** A SELECT whose output columns may still be converted, as the branches of a UNION are. */
export interface WrittenSelect {
  columns: SourceColumn[]
  /** The SQL, with each column converted to the type that is wanted. */
  render(convert: ConvertColumn): string
}

export type ConvertColumn = (term: Term, at: number) => Term

export interface WrittenQuery {
  sql: string
  columns: SourceColumn[]
}
