import type {SessionDefaults} from '../session-defaults.js'
import {refuse} from './refused.js'
import type {Expression, Query} from './syntax-tree.js'
import type {Term} from './term.js'

/** What the translation of an expression depends on: the names it may use, and what Postgres allows where it stands. */
export interface Context {
  /** Translates a nested expression. */
  emit(expression: Expression): Term
  /** A column by its name, with table and database before it where they were written. */
  column(path: readonly string[]): Term
  /** The Postgres name of a sequence. Views have none. */
  sequence?(path: readonly string[]): string
  /** Writes a subquery; its columns are what it returns. Refused outside of views. */
  subquery(query: Query): {sql: string; columns: Term[]}
  /** Writes the arguments of an aggregate. Refused outside of views. */
  aggregate<Result>(write: () => Result): Result
  /** Called for an aggregate that combines values in no defined order. */
  onAnyOrder?(): void
  /** True where Postgres allows nothing that depends on a setting: in generated columns and indexes. */
  immutable: boolean
  /** The server whose results Postgres has to reproduce; undefined where it is not known. */
  flavor: 'mariadb' | 'mysql' | undefined
  /** What the server has set for the app's sessions. */
  defaults: SessionDefaults
}

/** Refuses what depends on settings (time zone, date style) where Postgres does not allow it. */
export function needsSettings(context: Context, what: string): void {
  if (context.immutable)
    refuse(`${what} depends on settings in Postgres, which generated columns and indexes may not`)
}
