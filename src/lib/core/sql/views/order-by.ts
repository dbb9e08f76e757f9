import {comparable} from '../comparable.js'
import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import type {OrderByItem} from '../syntax-tree.js'
import type {Term} from '../term.js'

/** One item of ORDER BY. NULLs come first in MySQL and last in Postgres; descending the other way round. */
export function orderTerm(
  item: OrderByItem,
  context: Context,
  adapt: (term: Term) => Term = term => term,
): string {
  return orderSql(adapt(context.emit(item.expr)), item)
}

/** The same for a term that is written already. */
export function orderSql(term: Term, {options}: OrderByItem): string {
  if (term.kind === 'set') refuse('the order of a set is not translated')
  const descending = options.asc === false
  const nulls = term.nullable === false ? '' : ` NULLS ${descending ? 'LAST' : 'FIRST'}`
  return `${comparable(term).sql}${descending ? ' DESC' : ''}${nulls}`
}
