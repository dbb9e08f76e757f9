import {quoteAlias} from '../quote-alias.js'
import {comparable} from '../comparable.js'
import {toCondition} from '../coerce.js'
import type {Context} from '../context.js'
import {windowSql} from '../functions/window-functions.js'
import {onlyFields} from '../only-fields.js'
import {orderSql} from './order-by.js'
import {refuse} from '../refused.js'
import {renderSelect, type Clauses} from './render-select.js'
import type {Expression, OrderByItem, Select} from '../syntax-tree.js'
import type {Term} from '../term.js'
import {innerDependencies} from './functional-dependencies.js'
import type {Environment, WrittenSelect} from './environment.js'
import {frameContext, newFrame, type SelectFrame} from './select-frame.js'
import {withNulls} from './source.js'
import {writeFrom} from './write-from.js'
import {groupTerms, nonaggregatedColumns, type Grouping} from './group-by.js'
import {aliasesOf, listedItem, namedItem, outputTerm, type Item} from './select-items.js'

const FIELDS = [
  'distinct',
  'projection',
  'from',
  'selection',
  'group_by',
  'having',
  'named_window',
  'window_before_qualify',
]

/** Writes one SELECT with its ORDER BY, without LIMIT. */
export function writeSelect(
  select: Select,
  orderBy: readonly OrderByItem[],
  environment: Environment,
): WrittenSelect {
  const clauses = writeClauses(select, orderBy, environment)
  return {
    columns: clauses.items.map(({name, term}) => ({name, term})),
    render: convert => renderSelect(clauses, convert),
  }
}

/** The order matters: FROM tells the names, GROUP BY what may stand alone, the items what HAVING and ORDER BY may name. */
function writeClauses(
  select: Select,
  orderBy: readonly OrderByItem[],
  environment: Environment,
  anyValue: ReadonlySet<string> = new Set(),
): Clauses {
  onlyFields(select, FIELDS, 'a SELECT')
  const frame = newFrame(environment.parent)
  const context = frameContext(frame, environment)
  const from = writeFrom(withoutDual(select), frame, environment)
  const where = writeWhere(select, frame, context)
  const named = select.projection.map(item => namedItem(item))
  const groups = groupTerms(select, named, frame, context)
  if (groups.rollup) frame.sources = withNulls(frame.sources)
  // Not before: FROM, WHERE and GROUP BY are of single rows, and hold no aggregates.
  frame.anyValue = anyValue
  const items = named.map((item): Item => ({...item, term: outputTerm(context.emit(item.expression))}))
  frame.aliases = aliasesOf(named)
  const distinct = isDistinct(select)
  if (distinct) for (const {term} of items) comparable(term)
  const rest = {
    distinct,
    items,
    from,
    windows: writeWindows(select, context),
    having: writeCondition(select.having, context),
    orderBy: orderBy.flatMap(item => orderItem(item, items, distinct, context)),
  }
  const nonaggregated = isGrouped(select, frame)
    ? nonaggregatedColumns(frame, groups.rollup || !hasGroupBy(select))
    : {listed: [], anyValue: [], anyRow: []}
  environment.onAnyRow(nonaggregated.anyRow)
  // What becomes of such a column is known only now, so all is written once more.
  if (nonaggregated.anyValue.length > 0)
    return writeClauses(select, orderBy, environment, new Set([...anyValue, ...nonaggregated.anyValue]))
  // Without GROUP BY and aggregates, HAVING is one more WHERE.
  if (!isGrouped(select, frame))
    return {...rest, where: [...where, ...rest.having], having: [], groupBy: undefined}
  return {...rest, where, groupBy: hasGroupBy(select) ? groupList(groups, nonaggregated.listed) : undefined}
}

function hasGroupBy({group_by}: Select): boolean {
  return group_by.Expressions[0].length > 0
}

function isGrouped(select: Select, {hasAggregates}: SelectFrame): boolean {
  return hasGroupBy(select) || hasAggregates
}

function groupList({terms, rollup}: Grouping, dependent: readonly string[]): string[] {
  const listed = terms.map(({sql}) => sql)
  return rollup ? [`ROLLUP (${listed.join(', ')})`] : [...listed, ...dependent]
}

function isDistinct({distinct}: Select): boolean {
  if (distinct !== undefined && typeof distinct !== 'string') return refuse('DISTINCT ON is not MySQL')
  return distinct === 'Distinct'
}

function writeWhere(select: Select, frame: SelectFrame, context: Context): Term[] {
  if (select.selection !== undefined) frame.dependencies.push(...innerDependencies(select.selection, frame))
  return writeCondition(select.selection, context)
}

function writeWindows(select: Select, context: Context): string[] {
  return select.named_window.map(([name, window]) => {
    if (!('WindowSpec' in window)) return refuse('a window named after another one is not translated')
    return `${quoteAlias(name.value)} AS (${windowSql(window.WindowSpec, context)})`
  })
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

function writeCondition(expression: Expression | undefined, context: Context): Term[] {
  return expression === undefined ? [] : [toCondition(context.emit(expression))]
}

/** What to order by; nothing for a constant. */
function orderItem(
  item: OrderByItem,
  items: readonly Item[],
  isDistinct: boolean,
  context: Context,
): string | [] {
  const listed = listedItem(item.expr, items)
  if (listed !== undefined) return orderSql({...listed.term, sql: quoteAlias(listed.name)}, item)
  const term = context.emit(item.expr)
  if (term.literal !== undefined) return []
  const same = items.find(one => one.term.sql === term.sql)
  if (same !== undefined && isDistinct) return orderSql({...same.term, sql: quoteAlias(same.name)}, item)
  if (isDistinct)
    return refuse('SELECT DISTINCT in the order of something that is not selected is not translated')
  return orderSql(term, item)
}
