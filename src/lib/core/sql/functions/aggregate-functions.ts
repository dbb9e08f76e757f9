import {comparable} from '../comparable.js'
import {quoteLiteral} from '../../quote.js'
import {anyValue} from '../any-value.js'
import {toBigint, toDouble} from '../coerce.js'
import type {Context} from '../context.js'
import {quotient, truncateQuotient, unsigned} from '../number-operators.js'
import {jsonMember} from './json-member.js'
import {toArithmetic} from './json-path.js'
import {onlyFields} from '../only-fields.js'
import {orderSql} from '../views/order-by.js'
import {isMoment} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import type {ArgumentList, OrderByItem} from '../syntax-tree.js'
import {atom, castTo, decimals, operand, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** What an aggregate is called with. */
export interface AggregateCall {
  args: readonly Term[]
  /** `DISTINCT ` or nothing. */
  distinct: string
  orderBy: readonly OrderByItem[]
  separator: string | undefined
  /** ` OVER (…)` of a window function, empty for an aggregate. It stands right behind the call, before what is made of its result. */
  over: string
}

type Aggregate = (call: AggregateCall, context: Context) => Term

/** MySQL's aggregates. */
export const AGGREGATE_FUNCTIONS: Readonly<Record<string, Aggregate>> = {
  count({args, distinct, over}) {
    const [value, ...others] = args
    if (others.length > 0) return countRows(args, distinct, over)
    const all = value === undefined || (value.literal !== undefined && value.literal.kind !== 'null')
    if (value !== undefined && distinct !== '') comparable(value)
    const counted = all && distinct === '' ? '*' : `${distinct}${value?.sql ?? '*'}`
    return atom(`count(${counted})${over}`, 'bigint', {nullable: false})
  },
  sum: single((value, {distinct, over}, context) => {
    const number = truncateQuotient(toArithmetic(value, context))
    const type = sumType(number)
    return atom(`sum(${distinct}${number.sql})${over}`, type, {
      scale: type === 'bigint' ? undefined : decimals(number),
      excess: number.excess,
    })
  }),
  avg: single((value, {distinct, over}, context) => {
    const number = toArithmetic(value, context)
    const sql = `avg(${distinct}${number.sql})${over}`
    if (number.kind === 'double') return atom(sql, 'double precision')
    return quotient(atom(sql, 'numeric'), [number], context)
  }),
  min: single((value, {over}, context) => extreme('min', value, over, context)),
  max: single((value, {over}, context) => extreme('max', value, over, context)),
  any_value: single(value => anyValue(value)),
  group_concat: groupConcat,
  std: deviation('stddev_pop'),
  stddev: deviation('stddev_pop'),
  stddev_pop: deviation('stddev_pop'),
  stddev_samp: deviation('stddev_samp'),
  variance: deviation('var_pop'),
  var_pop: deviation('var_pop'),
  var_samp: deviation('var_samp'),
  // Without rows the result is the largest unsigned number.
  bit_and: single(value => unsigned(atom(`COALESCE(bit_and(${toBigint(value).sql}), -1)`, 'bigint'))),
  bit_or: single(value => atom(`COALESCE(bit_or(${toBigint(value).sql}), 0)`, 'bigint')),
  bit_xor: single(value => atom(`COALESCE(bit_xor(${toBigint(value).sql}), 0)`, 'bigint')),
  json_arrayagg: single((value, call, context) => {
    const keys = chosenOrder(call, context)
    if (call.distinct !== '' && keys.length > 0)
      return refuse('json_arrayagg with DISTINCT and ORDER BY is not translated')
    return atom(`jsonb_agg(${call.distinct}${jsonMember(value, context)}${orderClause(keys)})`, 'jsonb')
  }),
  json_objectagg({args: [key, value]}, context) {
    if (key === undefined || value === undefined) return refuse('json_objectagg needs a key and a value')
    return atom(`jsonb_object_agg(${toText(key, context).sql}, ${jsonMember(value, context)})`, 'jsonb')
  },
}

/** Whether an aggregate is also translated as a window function. */
export function canBeWindowed(name: string): boolean {
  return !/^(group_concat|json_|any_value|bit_)/.test(name)
}

/** Reads DISTINCT, ORDER BY and SEPARATOR of an aggregate's arguments. */
export function aggregateCall(list: ArgumentList, args: readonly Term[], over: string): AggregateCall {
  const call: AggregateCall = {args, distinct: '', orderBy: [], separator: undefined, over}
  if (list.duplicate_treatment === 'Distinct') call.distinct = 'DISTINCT '
  for (const clause of list.clauses) {
    onlyFields(clause, ['OrderBy', 'Separator'], 'an aggregate')
    if ('OrderBy' in clause) call.orderBy = clause.OrderBy as OrderByItem[]
    if ('Separator' in clause)
      call.separator = separatorOf(clause.Separator as {value: Record<string, string>})
  }

  return call
}

function separatorOf({value}: {value: Record<string, string>}): string {
  return value.SingleQuotedString ?? refuse('group_concat with a separator that is no text is not translated')
}

function single(write: (value: Term, call: AggregateCall, context: Context) => Term): Aggregate {
  return (call, context) => {
    const [value, ...others] = call.args
    return value === undefined || others.length > 0
      ? refuse('an aggregate of several values is not translated')
      : write(value, call, context)
  }
}

/** `count(distinct a, b)`: rows in which no value is NULL. */
function countRows(values: readonly Term[], distinct: string, over: string): Term {
  const present = values.map(value => `${operand(value)} IS NOT NULL`).join(' AND ')
  return atom(
    `count(${distinct}(${values.map(({sql}) => sql).join(', ')})) FILTER (WHERE ${present})${over}`,
    'bigint',
    {nullable: false},
  )
}

function sumType({kind, type}: Term): string {
  if (kind === 'integer') return type === 'bigint' ? 'numeric' : 'bigint'
  return kind === 'numeric' ? 'numeric' : 'double precision'
}

/** MySQL compares enums as text here, and Postgres has no smallest boolean, uuid or JSON. */
function extreme(name: string, value: Term, over: string, context: Context): Term {
  if (value.kind === 'boolean') return atom(`${name}(${castTo(value, 'integer').sql})${over}`, 'integer')
  if (value.kind === 'enum' || value.kind === 'uuid')
    return atom(`${name}(${toText(value, context).sql})${over}`, 'text')
  if (!/^(integer|numeric|double|text|time|interval|inet|null)$/.test(value.kind) && !isMoment(value.kind))
    return refuse(`${name} of this type is not translated`)
  return {...value, sql: `${name}(${value.sql})${over}`, atomic: true, literal: undefined, nullable: true}
}

function deviation(name: string): Aggregate {
  return single((value, {distinct, over}) =>
    atom(`${name}(${distinct}${toDouble(value).sql})${over}`, 'double precision'),
  )
}

/** MySQL cuts the result at group_concat_max_len bytes; Postgres does not. */
function groupConcat(call: AggregateCall, context: Context): Term {
  const {args, distinct, separator} = call
  const texts = args.map(arg => toText(arg, context))
  const [first] = texts
  const text =
    texts.length === 1 && first !== undefined ? first.sql : texts.map(one => operand(one)).join(' || ')
  const between = quoteLiteral(separator ?? ',')
  const keys = chosenOrder(call, context)
  if (distinct !== '' && keys.some(({term}) => term.sql !== text)) return distinctInOrder(text, between, keys)
  return atom(`string_agg(${distinct}${text}, ${between}${orderClause(keys)})`, 'text')
}

interface OrderKey {
  item: OrderByItem
  term: Term
}

/** The order in which values are combined; that there is none is reported. */
function chosenOrder({orderBy}: AggregateCall, context: Context): OrderKey[] {
  if (orderBy.length === 0) context.onAnyOrder?.()
  return orderBy.map(item => ({item, term: context.emit(item.expr)}))
}

function orderClause(keys: readonly OrderKey[]): string {
  const order = keys.map(({item, term}) => orderSql(term, item)).join(', ')
  return order === '' ? '' : ` ORDER BY ${order}`
}

/** With DISTINCT, Postgres orders only by the text itself, so text and keys are collected and ordered afterwards. */
function distinctInOrder(text: string, between: string, keys: OrderKey[]): Term {
  const row = `ROW(${[text, ...keys.map(({term}) => castTo(term, term.type).sql)].join(', ')})`
  const columns = ['part text', ...keys.map(({term}, at) => `key_${at} ${term.type}`)].join(', ')
  const all = `SELECT DISTINCT ON (part) * FROM unnest(array_agg(DISTINCT ${row})) AS collected (${columns}) ORDER BY part`
  const order = keys.map(({item, term}, at) => orderSql({...term, sql: `key_${at}`}, item)).join(', ')
  return atom(`(SELECT string_agg(part, ${between} ORDER BY ${order}) FROM (${all}) AS parts)`, 'text')
}
