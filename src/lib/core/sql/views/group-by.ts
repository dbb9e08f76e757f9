import {comparable} from '../comparable.js'
import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {ROLLUP_FUNCTION} from '../stand-in-functions.js'
import type {Expression, Select} from '../syntax-tree.js'
import type {Term} from '../term.js'
import {closureOf} from './functional-dependencies.js'
import type {SelectFrame} from './select-frame.js'
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
  frame: SelectFrame,
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
  frame.nonaggregated = []
  return {terms: groups, rollup: expressions.length < all.length}
}

/** GROUP BY 2 names what is selected second. */
function atPlace(expression: Expression, items: readonly NamedExpression[]): Expression {
  return 'Value' in expression ? (listedItem(expression, items)?.expression ?? expression) : expression
}

function isRollup(expression: Expression): boolean {
  return 'Function' in expression && expression.Function.name[0]?.Identifier.value === ROLLUP_FUNCTION
}

/** The columns that a grouped SELECT uses outside of GROUP BY and aggregates, as SQL. */
export interface NonaggregatedColumns {
  /** Those that functionally depend on what is grouped: Postgres wants them listed in GROUP BY, too. */
  listed: string[]
  /** Those that cannot be listed, and are written as the value of any row. */
  anyValue: string[]
  /** Those of which MySQL takes the value of any row: the result may differ. */
  anyRow: string[]
}

/** Sorts the nonaggregated columns of a SELECT by how Postgres gets their value. */
export function nonaggregatedColumns(frame: SelectFrame, rollup: boolean): NonaggregatedColumns {
  const columns = [...new Map(frame.nonaggregated.map(term => [term.sql, term])).values()]
  if (columns.length === 0) return {listed: [], anyValue: [], anyRow: []}
  const dependent = rollup ? new Set<string>() : closureOf(frame.grouped, frame)
  const canBeListed = (term: Term): boolean => dependent.has(term.sql) && term.type !== 'json'
  return {
    listed: columns.filter(term => canBeListed(term)).map(({sql}) => sql),
    anyValue: columns.filter(term => !canBeListed(term)).map(({sql}) => sql),
    anyRow: columns.filter(({sql}) => !dependent.has(sql)).map(({sql}) => sql),
  }
}
