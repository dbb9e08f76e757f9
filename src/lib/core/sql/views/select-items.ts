import {quoteAlias} from '../quote-alias.js'
import {hexBytes} from '../literals.js'
import {refuse} from '../refused.js'
import type {Expression, SelectItem} from '../syntax-tree.js'
import {atom, type Term} from '../term.js'

/** One output column of a SELECT, before it is written. */
export interface NamedExpression {
  name: string
  expression: Expression
}

/** One output column of a SELECT. */
export interface Item extends NamedExpression {
  term: Term
}

/** The name of an output column is its alias, or the column's own. */
export function namedItem(item: SelectItem): NamedExpression {
  if ('ExprWithAlias' in item)
    return {name: item.ExprWithAlias.alias.value, expression: item.ExprWithAlias.expr}
  if (!('UnnamedExpr' in item)) return refuse('* is not translated')
  const expression = item.UnnamedExpr
  if ('Identifier' in expression) return {name: expression.Identifier.value, expression}
  if ('CompoundIdentifier' in expression)
    return {name: expression.CompoundIdentifier.at(-1)?.value ?? '', expression}
  return {name: '?column?', expression}
}

/** What bare names mean in GROUP BY, HAVING and ORDER BY. */
export function aliasesOf(items: readonly NamedExpression[]): Map<string, Expression> {
  return new Map(items.map(({name, expression}) => [name.toLowerCase(), expression]))
}

/** A finished output column: as many decimals as MySQL shows, bytes as bytes. */
export function outputTerm(term: Term): Term {
  if (term.literal?.kind === 'hex') return hexBytes(term.literal.value)
  if (!term.excess || term.scale === undefined) return term
  return atom(`round(${term.sql}, ${term.scale})`, 'numeric', {scale: term.scale, nullable: term.nullable})
}

/** `"t"."a" AS "b"`, without AS where the column has that name. */
export function itemSql(term: Term, name: string): string {
  const quoted = quoteAlias(name)
  return term.sql.endsWith(`.${quoted}`) ? term.sql : `${term.sql} AS ${quoted}`
}

/** The output column that a bare name or a place in ORDER BY stands for. */
export function listedItem<Listed extends {name: string}>(
  expression: Expression,
  items: readonly Listed[],
): Listed | undefined {
  if ('Identifier' in expression)
    return items.find(({name}) => name.toLowerCase() === expression.Identifier.value.toLowerCase())
  if (!('Value' in expression)) return undefined
  const {value} = expression.Value
  return typeof value === 'object' && 'Number' in value ? items[Number(value.Number[0]) - 1] : undefined
}
