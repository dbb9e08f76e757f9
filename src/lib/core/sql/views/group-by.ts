import {comparable} from '../comparable.js'
import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {ROLLUP_FUNCTION} from '../normalise-mysql.js'
import type {Expression, Select} from '../syntax-tree.js'
import type {Term} from '../term.js'
import {determined} from './functional-dependencies.js'
import type {Frame} from './view-frame.js'
import {aliasesOf, listedItem, type NamedExpression} from './select-items.js'

/** What GROUP BY lists, without constants, which group nothing. */
export interface Grouping {
  terms: Term[]
  /** WITH ROLLUP: also the sums over the last, the last two, … and all of them. */
  rollup: boolean
}

/** Reads GROUP BY and notes it in the frame. */
export function groupTerms(
  select: Select,
  items: readonly NamedExpression[],
  frame: Frame,
  context: Context,
): Grouping {
  const [all, modifiers] = select.group_by.Expressions
  if (modifiers.length > 0) return refuse('GROUP BY with a modifier is not translated')
  const expressions = all.filter(expression => !isRollup(expression))
  frame.aliases = aliasesOf(items)
  const terms = expressions.map(expression => context.emit(atPlace(expression, items)))
  frame.aliases = null
  const groups = terms.filter(({literal}) => literal === undefined).map(term => comparable(term))
  frame.grouped = new Set(groups.map(({sql}) => sql))
  frame.loose = []
  return {terms: groups, rollup: expressions.length < all.length}
}

/** GROUP BY 2 names what is selected second. */
function atPlace(expression: Expression, items: readonly NamedExpression[]): Expression {
  return 'Value' in expression ? (listedItem(expression, items)?.expression ?? expression) : expression
}

function isRollup(expression: Expression): boolean {
  return 'Function' in expression && expression.Function.name[0]?.Identifier.value === ROLLUP_FUNCTION
}

/**
 * Columns that are neither grouped nor aggregated. Postgres has to have those listed that the grouped ones decide;
 * of the others MySQL takes any row's value.
 */
export function looseColumns(
  frame: Frame,
  rollup: boolean,
): {decided: string[]; undecided: string[]; anyRow: string[]} {
  const loose = [...new Map(frame.loose.map(term => [term.sql, term])).values()]
  if (loose.length === 0) return {decided: [], undecided: [], anyRow: []}
  const known = rollup ? new Set<string>() : determined(frame.grouped, frame)
  const canBeListed = (term: Term): boolean => known.has(term.sql) && term.type !== 'json'
  return {
    decided: loose.filter(term => canBeListed(term)).map(({sql}) => sql),
    undecided: loose.filter(term => !canBeListed(term)).map(({sql}) => sql),
    anyRow: loose.filter(({sql}) => !known.has(sql)).map(({sql}) => sql),
  }
}
