import {refuse} from './refused.js'
import type {Expression, Query} from './syntax-tree.js'
import type {Term} from './term.js'

/** What an expression is written in: the names around it, and what Postgres allows at its place. */
export interface Context {
  /** Writes a nested expression. */
  emit(expression: Expression): Term
  /** A column by its name, with table and database before it where they were written. */
  column(path: readonly string[]): Term
  /** The Postgres name of a sequence. Views have none. */
  sequence?(path: readonly string[]): string
  /** Writes a subquery; its columns are what it returns. Refused outside of views. */
  subquery(query: Query): {sql: string; columns: Term[]}
  /** Writes the arguments of an aggregate. Refused outside of views. */
  aggregate<Result>(write: () => Result): Result
  /** Told that an aggregate puts values together in an order that nobody chose. */
  onAnyOrder?(): void
  /** True where Postgres allows only what no setting can change: generated columns and indexes. */
  immutable: boolean
  /** The server whose results are to be met; undefined where it is not known. */
  flavor: 'mariadb' | 'mysql' | undefined
}

/** Refuses what depends on settings (time zone, date style) where Postgres does not allow it. */
export function needsSettings(context: Context, what: string): void {
  if (context.immutable)
    refuse(`${what} depends on settings in Postgres, which generated columns and indexes may not`)
}
