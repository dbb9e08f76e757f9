import {quoteAlias} from '../quote-alias.js'
import {comparable} from '../comparable.js'
import {convertTo, unify} from '../unify.js'
import type {Context} from '../context.js'
import {onlyFields} from '../only-fields.js'
import {orderSql} from './order-by.js'
import {refuse} from '../refused.js'
import type {Expression, LimitClause, OrderByItem, Query, QueryBody} from '../syntax-tree.js'
import {castTo, isNull, wholeNumber, type Term} from '../term.js'
import {writeCommonTables} from './write-common-tables.js'
import type {Environment, WrittenQuery, WrittenSelect} from './environment.js'
import {frameContext, newFrame} from './select-frame.js'
import {listedItem} from './select-items.js'
import {writeSelect} from './write-select.js'

/** Writes a whole query: WITH, UNION, ORDER BY, LIMIT. */
export function writeQuery(query: Query, environment: Environment): WrittenQuery {
  onlyFields(query, ['with', 'body', 'order_by', 'limit_clause'], 'a query')
  const {inner, sql: common} = writeCommonTables(query, environment)
  const {columns, render} = writeOrdered(query, inner)
  const parts = [common, render(term => term), writeLimit(query.limit_clause, inner)]
  return {columns, sql: parts.filter(part => part !== '').join(' ')}
}

function writeOrdered({body, order_by}: Query, environment: Environment): WrittenSelect {
  const orderBy = order_by?.kind.Expressions ?? []
  return 'Select' in body
    ? writeSelect(body.Select, orderBy, environment)
    : writeCombined(body, orderBy, environment)
}

/** A UNION with ORDER BY, which can only name its columns. */
function writeCombined(
  body: QueryBody,
  orderBy: readonly OrderByItem[],
  environment: Environment,
): WrittenSelect {
  const {columns, render} = writeBody(body, environment)
  const order = orderBy.map(item => {
    const column =
      listedItem(item.expr, columns) ??
      refuse('a UNION in the order of something that it does not select is not translated')
    return orderSql({...column.term, sql: quoteAlias(column.name)}, item)
  })
  const suffix = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`
  return {columns, render: convert => `${render(convert)}${suffix}`}
}

/** Writes a SELECT or a UNION without ORDER BY. */
export function writeBody(body: QueryBody, environment: Environment): WrittenSelect {
  if ('Select' in body) return writeSelect(body.Select, [], environment)
  if ('Query' in body) return parenthesised(body.Query, environment)
  if (!('SetOperation' in body)) return refuse('VALUES and TABLE are not translated')
  const {left, op, set_quantifier, right} = body.SetOperation
  const sides = [writeBody(left, environment), writeBody(right, environment)] as const
  return combine(sides, signOf(op, set_quantifier), frameContext(newFrame(undefined), environment))
}

function parenthesised(query: Query, environment: Environment): WrittenSelect {
  const {inner, sql: common} = writeCommonTables(query, environment)
  const {columns, render} = writeOrdered(query, inner)
  const limit = writeLimit(query.limit_clause, inner)
  return {
    columns,
    render: convert => `(${[common, render(convert), limit].filter(part => part !== '').join(' ')})`,
  }
}

const SET_OPERATIONS: Readonly<Record<string, string>> = {
  Union: 'UNION',
  Except: 'EXCEPT',
  Intersect: 'INTERSECT',
}

function signOf(op: string, quantifier: string): string {
  const sign = SET_OPERATIONS[op] ?? refuse(`the operation ${op} is not translated`)
  if (quantifier === 'All') return `${sign} ALL`
  return quantifier === 'None' || quantifier === 'Distinct'
    ? sign
    : refuse(`${sign} ${quantifier} is not translated`)
}

/** Both branches get one type for each column, the one that MySQL would choose. */
function combine(
  [left, right]: readonly [WrittenSelect, WrittenSelect],
  sign: string,
  context: Context,
): WrittenSelect {
  if (left.columns.length !== right.columns.length)
    return refuse('the branches of a UNION have different numbers of columns')
  const models = left.columns.map(
    ({term}, at) => unify([term, right.columns[at]?.term ?? term], context).model,
  )
  if (!sign.endsWith('ALL')) for (const model of models) comparable(model)
  return {
    columns: left.columns.map(({name}, at) => ({name, term: models[at] ?? refuse('a UNION has no columns')})),
    render(convert) {
      const both: typeof convert = (term, at) => convert(branchTerm(term, models[at] ?? term, context), at)
      return `${left.render(both)} ${sign} ${right.render(both)}`
    },
  }
}

/** A NULL has the type written: Postgres takes two of them for text, which fits to no number in a third branch. */
function branchTerm(term: Term, model: Term, context: Context): Term {
  if (!isNull(term)) return convertTo(term, model, context)
  return isNull(model) ? term : castTo(term, model.type)
}

function writeLimit(clause: LimitClause | undefined, environment: Environment): string {
  if (clause === undefined) return ''
  const context = frameContext(newFrame(undefined), environment)
  if ('OffsetCommaLimit' in clause) {
    const {limit, offset} = clause.OffsetCommaLimit
    return `LIMIT ${countOf(limit, context)} OFFSET ${countOf(offset, context)}`
  }

  const {limit, offset} = clause.LimitOffset
  onlyFields(clause.LimitOffset, ['limit', 'offset'], 'LIMIT')
  const start = offset === undefined ? '' : ` OFFSET ${countOf(offset.value, context)}`
  return `${limit === undefined ? '' : `LIMIT ${countOf(limit, context)}`}${start}`.trim()
}

function countOf(expression: Expression, context: Context): string {
  const term: Term = context.emit(expression)
  // MySQL's way to say "all from here on" is a limit of 2^64 - 1, past Postgres' bigint.
  if (term.literal?.value === '18446744073709551615') return 'ALL'
  return wholeNumber(term) === undefined
    ? refuse('LIMIT by something else than a number is not translated')
    : term.sql
}
