import {alignPair} from './align-pair.js'
import {refuseMisbound} from './bind-operators.js'
import {toCondition} from './coerce.js'
import {equal, isCitext} from './compare.js'
import type {Context} from './context.js'
import {onlyFields} from './only-fields.js'
import {compareRows} from './operators.js'
import {KIND_NAMES} from './postgres-kind.js'
import {refuse} from './refused.js'
import type {
  Expression,
  ExpressionVariants,
  LikeExpression,
  QuantifiedExpression,
  Query,
} from './syntax-tree.js'
import {compound, operand, type Term} from './term.js'
import {toText} from './to-text.js'

/** `NOT …` where the original says so. */
export function negateIf(term: Term, negated: boolean): Term {
  return negated ? compound(`NOT ${operand(term)}`, 'boolean') : term
}

/** `x is null` and its like. */
export function emitIs(expr: Expression, sign: string, context: Context): Term {
  refuseMisbound(expr)
  return compound(`${operand(context.emit(expr))} ${sign}`, 'boolean', {nullable: false})
}

/** `x is true` and its like. */
export function emitTruthTest(expr: Expression, sign: string, context: Context): Term {
  refuseMisbound(expr)
  return compound(`${operand(toCondition(context.emit(expr)))} ${sign}`, 'boolean', {nullable: false})
}

/** LIKE is exact in Postgres, as `=` is; MySQL's usual collations ignore case in both. */
export function emitLike(node: LikeExpression, context: Context): Term {
  onlyFields(node, ['expr', 'pattern', 'negated', 'escape_char'], 'LIKE')
  refuseMisbound(node.pattern)
  const [text, pattern] = [
    toText(context.emit(node.expr), context),
    toText(context.emit(node.pattern), context),
  ]
  const escape =
    node.escape_char === undefined ? '' : ` ESCAPE ${context.emit({Value: node.escape_char}).sql}`
  if (isCitext(text)) {
    if (escape !== '') return refuse('LIKE … ESCAPE with citext is not translated')
    const sign = `OPERATOR(public.${node.negated ? '!~~' : '~~'})`
    return compound(`${operand(text)} ${sign} ${operand(pattern)}`, 'boolean')
  }

  const like = text.ignoresCase ? 'ILIKE' : 'LIKE'
  return compound(
    `${operand(text)} ${node.negated ? `NOT ${like}` : like} ${operand(pattern)}${escape}`,
    'boolean',
  )
}

/** `x in (1, 2)`. */
export function emitInList({expr, list, negated}: ExpressionVariants['InList'], context: Context): Term {
  if ('Tuple' in expr) {
    const rows = list.map(row =>
      'Tuple' in row
        ? compareRows(expr.Tuple, 'Eq', row.Tuple, context)
        : refuse('rows are compared with single values'),
    )
    return negateIf(compound(rows.map(row => operand(row)).join(' OR '), 'boolean'), negated)
  }

  const value = context.emit(expr)
  const pairs = list.map(one => alignPair(value, context.emit(one), context))
  const lefts = new Set(pairs.map(([left]) => left.sql))
  if (lefts.size === 1 && !isCitext(value)) {
    const [[left] = [value]] = pairs
    return compound(
      `${operand(left)} ${negated ? 'NOT IN' : 'IN'} (${pairs.map(([, right]) => right.sql).join(', ')})`,
      'boolean',
    )
  }

  const tests = pairs.map(([left, right]) => operand(equal(left, right)))
  return negateIf(compound(tests.join(' OR '), 'boolean'), negated)
}

/** `x in (select …)`. */
export function emitInSubquery(expr: Expression, query: Query, negated: boolean, context: Context): Term {
  const values = 'Tuple' in expr ? expr.Tuple.map(one => context.emit(one)) : [context.emit(expr)]
  const {sql, columns} = context.subquery(query)
  if (columns.length !== values.length)
    return refuse('a subquery does not have as many columns as what it is compared with')
  const written = values.map((value, at) => inColumn(value, columns[at] ?? value, context))
  if (values.some(value => isCitext(value))) return citextInSubquery(written, sql, negated)
  const left = written.length === 1 ? written[0] : `(${written.join(', ')})`
  return compound(`${left} ${negated ? 'NOT IN' : 'IN'} (${sql})`, 'boolean')
}

/** The side of IN that can be cast is the value; the subquery's column stays as it is. */
function inColumn(value: Term, column: Term, context: Context): string {
  const model = {...column, sql: 'column', literal: undefined}
  const [left, right] = value.kind === column.kind ? [value, model] : alignPair(value, model, context)
  if (right.sql !== 'column') return refuse('IN compares values of different types')
  return operand(left)
}

const SIGNS: Readonly<Record<string, string>> = {
  Eq: '=',
  NotEq: '<>',
  Lt: '<',
  LtEq: '<=',
  Gt: '>',
  GtEq: '>=',
}

/** `x > all (select …)`, `x = any (select …)`. */
export function emitQuantified(
  {left, compare_op, right}: QuantifiedExpression,
  quantifier: 'ALL' | 'ANY',
  context: Context,
): Term {
  const sign = SIGNS[compare_op] ?? refuse(`the operator ${compare_op} before ${quantifier} is not known`)
  const {sql, columns} = context.subquery(subqueryOf(right))
  const [column, ...others] = columns
  if (column === undefined || others.length > 0)
    return refuse(`a subquery of several columns stands behind ${quantifier}`)
  const value = context.emit(left)
  if (isCitext(value) || value.kind === 'enum' || value.kind === 'json')
    return refuse(`${KIND_NAMES[value.kind]} before ${quantifier} is not translated`)
  return compound(`${inColumn(value, column, context)} ${sign} ${quantifier} (${sql})`, 'boolean')
}

/** The parser keeps the parentheses around the subquery. */
function subqueryOf(expression: Expression): Query {
  if ('Nested' in expression) return subqueryOf(expression.Nested)
  return 'Subquery' in expression ? expression.Subquery : refuse('ANY and ALL of no subquery')
}

function citextInSubquery(written: readonly string[], sql: string, negated: boolean): Term {
  if (written.length > 1) return refuse('IN with rows of citext is not translated')
  return negateIf(compound(`${written[0]} OPERATOR(public.=) ANY (${sql})`, 'boolean'), negated)
}
