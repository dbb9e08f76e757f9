import {comparable} from '../comparable.js'
import {unify} from '../unify.js'
import {toInteger} from '../coerce.js'
import type {Context} from '../context.js'
import {durationOf} from './date-arithmetic.js'
import {onlyFields} from '../only-fields.js'
import {orderTerm} from '../views/order-by.js'
import {quoteAlias} from '../quote-alias.js'
import {refuse} from '../refused.js'
import {between, none, one, two, type FunctionTable} from '../sql-function.js'
import type {FrameBound, FunctionCall, WindowFrame, WindowSpec} from '../syntax-tree.js'
import {atom, type Term, wholeNumber} from '../term.js'

/** Functions that only windows have. */
export const WINDOW_FUNCTIONS: FunctionTable = {
  row_number: none(() => atom('row_number()', 'bigint', {nullable: false})),
  rank: none(() => atom('rank()', 'bigint', {nullable: false})),
  dense_rank: none(() => atom('dense_rank()', 'bigint', {nullable: false})),
  percent_rank: none(() => atom('percent_rank()', 'double precision', {nullable: false})),
  cume_dist: none(() => atom('cume_dist()', 'double precision', {nullable: false})),
  ntile: one(count => atom(`ntile(${toInteger(count).sql})`, 'bigint')),
  first_value: one(value => ({...value, ...atom(`first_value(${value.sql})`, value.type)})),
  last_value: one(value => ({...value, ...atom(`last_value(${value.sql})`, value.type)})),
  nth_value: two((value, place) => ({
    ...value,
    ...atom(`nth_value(${value.sql}, ${toInteger(place).sql})`, value.type),
  })),
  lag: between(1, 3, (args, context) => neighbour('lag', args, context)),
  lead: between(1, 3, (args, context) => neighbour('lead', args, context)),
}

function neighbour(name: string, [value, distance, otherwise]: readonly Term[], context: Context): Term {
  if (value === undefined) return refuse(`${name} has no value`)
  const offset = distance === undefined ? [] : [toInteger(distance).sql]
  if (otherwise === undefined)
    return {...value, ...atom(`${name}(${[value.sql, ...offset].join(', ')})`, value.type), nullable: true}
  const {terms, model} = unify([value, otherwise], context)
  return {...model, sql: `${name}(${[terms[0]?.sql, ...offset, terms[1]?.sql].join(', ')})`, atomic: true}
}

/** ` OVER (…)` behind a function, empty where the call has none. */
export function overClause({over}: FunctionCall, context: Context): string {
  if (over === undefined) return ''
  if ('NamedWindow' in over) return ` OVER ${quoteAlias(over.NamedWindow.value)}`
  return ` OVER (${windowSql(over.WindowSpec, context)})`
}

/** What stands in the parentheses of a window. */
export function windowSql(spec: WindowSpec, context: Context): string {
  onlyFields(spec, ['window_name', 'partition_by', 'order_by', 'window_frame'], 'a window')
  const name = spec.window_name === undefined ? [] : [quoteAlias(spec.window_name.value)]
  const partition = spec.partition_by.map(expression => comparable(context.emit(expression)).sql)
  const order = spec.order_by.map(item => orderTerm(item, context))
  return [
    ...name,
    ...(partition.length === 0 ? [] : [`PARTITION BY ${partition.join(', ')}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
    ...(spec.window_frame === undefined ? [] : [frameSql(spec.window_frame, context)]),
  ].join(' ')
}

function frameSql({units, start_bound, end_bound}: WindowFrame, context: Context): string {
  const start = boundSql(start_bound, context)
  return `${units.toUpperCase()} ${end_bound === undefined ? start : `BETWEEN ${start} AND ${boundSql(end_bound, context)}`}`
}

function boundSql(bound: FrameBound, context: Context): string {
  if (bound === 'CurrentRow') return 'CURRENT ROW'
  const [side, expression] =
    'Preceding' in bound
      ? ['PRECEDING', bound.Preceding]
      : ['FOLLOWING', 'Following' in bound ? bound.Following : undefined]
  if (expression === undefined || expression === null) return `UNBOUNDED ${side}`
  if ('Interval' in expression) return `${durationOf(expression.Interval, context).amount} ${side}`
  const count =
    wholeNumber(context.emit(expression)) ??
    refuse('a window frame with a bound that is not a literal is not translated')
  return `${count} ${side}`
}
