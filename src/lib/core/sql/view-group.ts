import type {Context} from './context.js'
import {refuse} from './refused.js'
import type {Select} from './syntax-tree.js'
import type {Term} from './term.js'
import {determined} from './view-dependencies.js'
import type {Frame} from './view-frame.js'
import {aliasesOf, type NamedExpression} from './view-items.js'

/**
 * What GROUP BY lists, noted in the frame. Constants group nothing, and Postgres takes a number for a column's place.
 */
export function groupTerms(
  select: Select,
  items: readonly NamedExpression[],
  frame: Frame,
  context: Context,
): Term[] {
  const [expressions, modifiers] = select.group_by.Expressions
  if (modifiers.length > 0) return refuse('GROUP BY with a modifier is not translated')
  frame.aliases = aliasesOf(items)
  const terms = expressions.map(expression => context.emit(expression))
  frame.aliases = null
  const groups = terms.filter(({literal}) => literal === undefined).map(term => groupable(term))
  frame.grouped = new Set(groups.map(({sql}) => sql))
  frame.loose = []
  return groups
}

function groupable(term: Term): Term {
  if (term.type === 'json' || term.kind === 'other')
    return refuse(`Postgres cannot group by the type ${term.type}`)
  return term
}

/** Columns that are neither grouped nor aggregated, where the grouped ones decide them: Postgres has them listed. */
export function decidedColumns(frame: Frame): string[] {
  const loose = [...new Map(frame.loose.map(term => [term.sql, term])).values()]
  if (loose.length === 0) return []
  const known = determined(frame.grouped, frame)
  return loose.map(term => {
    if (!known.has(term.sql))
      return refuse(
        `the column ${term.sql} is neither grouped nor aggregated, so MySQL takes its value from any row`,
      )
    return groupable(term).sql
  })
}
