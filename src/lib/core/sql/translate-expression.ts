import {INSTALLED_DEFAULTS} from '../session-defaults.js'
import {assignTo} from './assign-to.js'
import {translateCollated} from './translate-collated.js'
import type {Context} from './context.js'
import {emitExpression} from './emit-expression.js'
import {parseExpression} from './parse-mysql.js'
import {reasonOf, refuse} from './refused.js'
import type {SqlScope, Translation} from './sql-scope.js'
import {columnTerm, type Term} from './term.js'

export type {SqlScope, Translation} from './sql-scope.js'

export interface ExpressionOptions {
  /**
   * The Postgres type that the expression must have where it stands: `boolean` for a CHECK, the column's type for a
   * default or a generated column. Without it the expression keeps its own type.
   */
  target?: string
  /** True for generated columns and indexes, where Postgres allows nothing that depends on a setting. */
  immutable?: boolean
}

/**
 * Translates one MySQL expression, as the server normalised it, to Postgres: CHECKs, generated columns, expression
 * defaults, functional index parts. Whatever is not known to mean the same in Postgres is refused, with the reason.
 * `loadSqlParser` must have been awaited.
 */
export function translateExpression(
  sql: string,
  scope: SqlScope,
  options: ExpressionOptions = {},
): Translation {
  return translateCollated(scope, within => translateWithin(sql, within, options))
}

function translateWithin(
  sql: string,
  scope: SqlScope,
  {target, immutable = false}: ExpressionOptions,
): Translation {
  try {
    const context = expressionContext(scope, immutable)
    const term = context.emit(parseExpression(sql))
    return {ok: true, sql: target === undefined ? term.sql : assignTo(term, target, context).sql}
  } catch (error) {
    return {ok: false, reason: reasonOf(error)}
  }
}

/** Names and rules for an expression outside of views. */
export function expressionContext(scope: SqlScope, immutable: boolean): Context {
  const context: Context = {
    immutable,
    flavor: scope.flavor,
    defaults: scope.defaults ?? INSTALLED_DEFAULTS,
    emit: expression => emitExpression(expression, context),
    column: path => columnOf(path, scope),
    sequence: path => sequenceOf(path, scope),
    subquery: () => refuse('a subquery is only translated in views'),
    aggregate: () => refuse('an aggregate is only translated in views'),
  }
  return context
}

function sequenceOf(path: readonly string[], scope: SqlScope): string {
  const isOwn = path.length === 1 || path.at(-2) === scope.database
  const name = isOwn ? scope.sequence?.(path.at(-1) ?? '') : undefined
  return name ?? refuse(`there is no sequence ${path.join('.')}`)
}

function columnOf(path: readonly string[], scope: SqlScope): Term {
  const found = scope.column(path.at(-1) ?? '', path.at(-2))
  if (found === undefined) return refuse(`the column ${path.join('.')} is not known`)
  return columnTerm(found.sql, found)
}
