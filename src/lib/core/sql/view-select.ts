import {quoteIdentifier} from '../quote.js'
import {toCondition} from './coerce.js'
import type {Context} from './context.js'
import {windowSql} from './functions-window.js'
import {hexBytes} from './literals.js'
import {onlyFields} from './only-fields.js'
import {refuse} from './refused.js'
import {orderSql} from './order-by.js'
import type {Expression, OrderByItem, Select, SelectItem} from './syntax-tree.js'
import {atom, operand, type Term} from './term.js'
import {determined, innerDependencies} from './view-dependencies.js'
import {frameContext, newFrame, type Environment, type Frame, type WrittenSelect} from './view-frame.js'
import {writeFrom} from './view-from.js'

/** The SELECT's parts that are read again by GROUP BY and ORDER BY. */
interface Item {
  name: string
  expression: Expression
  term: Term
}

/** Writes one SELECT with its ORDER BY, without LIMIT. */
export function writeSelect(
  select: Select,
  orderBy: readonly OrderByItem[],
  environment: Environment,
): WrittenSelect {
  onlyFields(
    select,
    [
      'distinct',
      'projection',
      'from',
      'selection',
      'group_by',
      'having',
      'named_window',
      'window_before_qualify',
    ],
    'a SELECT',
  )
  const frame = newFrame(environment.parent)
  const context = frameContext(frame, environment)
  const from = writeFrom(withoutDual(select), frame, environment)
  const where = conditionOf(select.selection, context)
  if (select.selection !== undefined) frame.dependencies.push(...innerDependencies(select.selection, frame))
  const named = select.projection.map(item => namedItem(item))
  const groups = groupTerms(select, named, frame, context)
  frame.grouped = new Set(groups.map(({sql}) => sql))
  frame.loose = []
  const items = named.map((item): Item => ({...item, term: output(context.emit(item.expression))}))
  frame.aliases = aliasesOf(named)
  const windows = select.named_window.map(([name, window]) => {
    if (!('WindowSpec' in window)) return refuse('a window named after another one is not translated')
    return `${quoteIdentifier(name.value)} AS (${windowSql(window.WindowSpec, context)})`
  })
  const having = conditionOf(select.having, context)
  const isDistinct = select.distinct === 'Distinct'
  const order = orderBy.map(item => orderItem(item, items, isDistinct, context))
  const isGrouped = frame.hasAggregates || select.group_by.Expressions[0].length > 0
  const extra = isGrouped ? decidedColumns(frame) : []
  const groupList = [...groups.map(({sql}) => sql), ...extra]
  const conditions = isGrouped ? where : [...where, ...having]
  return {
    columns: items.map(({name, term}) => ({name, term})),
    render: convert =>
      [
        `SELECT ${isDistinct ? 'DISTINCT ' : ''}${items.map(({name, term}, at) => itemSql(convert(term, at), name)).join(', ')}`,
        from === '' ? '' : `FROM ${from}`,
        clause(
          'WHERE',
          conditions.map(condition => operandOf(condition, conditions)),
          ' AND ',
        ),
        clause(
          'GROUP BY',
          select.group_by.Expressions[0].length > 0 && groupList.length === 0 ? ['()'] : groupList,
        ),
        isGrouped
          ? clause(
              'HAVING',
              having.map(({sql}) => sql),
            )
          : '',
        clause('WINDOW', windows),
        clause('ORDER BY', order),
      ]
        .filter(part => part !== '')
        .join(' '),
  }
}

function clause(keyword: string, parts: readonly string[], separator = ', '): string {
  return parts.length === 0 ? '' : `${keyword} ${parts.join(separator)}`
}

function operandOf(condition: Term, all: readonly Term[]): string {
  return all.length > 1 ? operand(condition) : condition.sql
}

/** MySQL's `from dual` is no table. */
function withoutDual({from}: Select): Select['from'] {
  const [first] = from
  const isDual =
    first !== undefined &&
    'Table' in first.relation &&
    first.joins.length === 0 &&
    first.relation.Table.name.length === 1 &&
    first.relation.Table.name[0]?.Identifier.value.toLowerCase() === 'dual'
  return isDual ? [] : from
}

function conditionOf(expression: Expression | undefined, context: Context): Term[] {
  return expression === undefined ? [] : [toCondition(context.emit(expression))]
}

function namedItem(item: SelectItem): Omit<Item, 'term'> {
  if ('ExprWithAlias' in item)
    return {name: item.ExprWithAlias.alias.value, expression: item.ExprWithAlias.expr}
  if (!('UnnamedExpr' in item)) return refuse('* is not translated')
  const expression = item.UnnamedExpr
  if ('Identifier' in expression) return {name: expression.Identifier.value, expression}
  if ('CompoundIdentifier' in expression)
    return {name: expression.CompoundIdentifier.at(-1)?.value ?? '', expression}
  return {name: '?column?', expression}
}

function aliasesOf(items: readonly Omit<Item, 'term'>[]): Map<string, Expression> {
  return new Map(items.map(({name, expression}) => [name.toLowerCase(), expression]))
}

/** A finished output column: as many decimals as MySQL shows, bytes as bytes. */
function output(term: Term): Term {
  if (term.literal?.kind === 'hex') return hexBytes(term.literal.value)
  if (!term.excess || term.scale === undefined) return term
  return atom(`round(${term.sql}, ${term.scale})`, 'numeric', {scale: term.scale, nullable: term.nullable})
}

function itemSql(term: Term, name: string): string {
  const quoted = quoteIdentifier(name)
  return term.sql.endsWith(`.${quoted}`) ? term.sql : `${term.sql} AS ${quoted}`
}

/** What GROUP BY lists; constants group nothing, and Postgres takes a number for a column's place. */
function groupTerms(
  select: Select,
  items: readonly Omit<Item, 'term'>[],
  frame: Frame,
  context: Context,
): Term[] {
  const [expressions, modifiers] = select.group_by.Expressions
  if (modifiers.length > 0) return refuse('GROUP BY with a modifier is not translated')
  frame.aliases = aliasesOf(items)
  const terms = expressions.map(expression => context.emit(expression))
  frame.aliases = null
  return terms.filter(({literal}) => literal === undefined).map(term => groupable(term))
}

function groupable(term: Term): Term {
  if (term.type === 'json' || term.kind === 'other')
    return refuse(`Postgres cannot group by the type ${term.type}`)
  return term
}

/** Columns that are neither grouped nor aggregated, where the grouped ones decide them: Postgres has them listed. */
function decidedColumns(frame: Frame): string[] {
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

function orderItem(item: OrderByItem, items: readonly Item[], isDistinct: boolean, context: Context): string {
  const listed = listedItem(item.expr, items)
  if (listed !== undefined) return orderSql({...listed.term, sql: quoteIdentifier(listed.name)}, item)
  const term = context.emit(item.expr)
  if (term.literal !== undefined) return refuse('ORDER BY a constant is not translated')
  const same = items.find(one => one.term.sql === term.sql)
  if (same !== undefined && isDistinct) return orderSql({...same.term, sql: quoteIdentifier(same.name)}, item)
  if (isDistinct)
    return refuse('SELECT DISTINCT in the order of something that is not selected is not translated')
  return orderSql(term, item)
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
