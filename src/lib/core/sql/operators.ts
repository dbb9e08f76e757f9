import {bindOperators, refuseMisbound} from './bind-operators.js'
import {negatedLiteral, toCondition, toNumber, widenInteger} from './coerce.js'
import {compare} from './compare.js'
import type {ComparisonSign} from './comparison-sign.js'
import type {Context} from './context.js'
import {shiftMoment} from './functions/date-arithmetic.js'
import {jsonAt, jsonText} from './functions/json-path.js'
import {nullOrZeroDate} from './null-or-zero-date.js'
import {
  add,
  bits,
  divide,
  divideWhole,
  invert,
  modulo,
  multiply,
  shiftLeft,
  shiftRight,
  subtract,
} from './number-operators.js'
import {refuse} from './refused.js'
import type {BinaryNode, Expression} from './syntax-tree.js'
import {compound, operand, type Term} from './term.js'

type WriteOperator = (left: Term, right: Term, context: Context) => Term

/** The parser's names of MySQL's operators. */
const OPERATORS: Readonly<Record<string, WriteOperator>> = {
  And: logical('AND'),
  Or: logical('OR'),
  Xor: logical('<>'),
  Eq: comparison('='),
  NotEq: comparison('<>'),
  Lt: comparison('<'),
  LtEq: comparison('<='),
  Gt: comparison('>'),
  GtEq: comparison('>='),
  Spaceship: comparison('IS NOT DISTINCT FROM'),
  Plus: add,
  Minus: subtract,
  Multiply: multiply,
  Divide: divide,
  MyIntegerDivide: divideWhole,
  Modulo: modulo,
  BitwiseAnd: bits('&'),
  BitwiseOr: bits('|'),
  BitwiseXor: bits('#'),
  PGBitwiseShiftLeft: shiftLeft,
  PGBitwiseShiftRight: shiftRight,
  Arrow: jsonAt,
  LongArrow: (document, path, context) => jsonText(jsonAt(document, path, context), context),
}

/** Writes an operator with two sides. */
export function emitBinary(node: BinaryNode, context: Context): Term {
  const {left, op, right} = bindOperators(node)
  if ((op === 'Plus' || op === 'Minus') && 'Interval' in right)
    return shiftMoment(context.emit(left), right.Interval, op, context)
  const zero = nullOrZeroDate({left, op, right}, context)
  if (zero !== undefined) return zero
  if ('Tuple' in left && 'Tuple' in right) return compareRows(left.Tuple, op, right.Tuple, context)
  const write = OPERATORS[op] ?? refuse(`the operator ${op} is not known`)
  return write(context.emit(left), context.emit(right), context)
}

/** `-x`, `not x`. */
export function emitUnary({op, expr}: {op: string; expr: Expression}, context: Context): Term {
  refuseMisbound(expr)
  const term = context.emit(expr)
  if (op === 'Not') return compound(`NOT ${operand(toCondition(term))}`, 'boolean')
  if (op === 'Plus') return toNumber(term)
  if (op === 'BitwiseNot') return invert(term)
  return op === 'Minus' ? minus(toNumber(term)) : refuse(`the operator ${op} is not known`)
}

function minus(number: Term): Term {
  const {kind, type, scale, excess} = number
  return (
    negatedLiteral(number) ??
    compound(`-${operand(widenInteger(number))}`, kind === 'integer' ? 'bigint' : type, {scale, excess})
  )
}

function logical(sign: 'AND' | 'OR' | '<>'): WriteOperator {
  return (left, right) =>
    compound(`${operand(toCondition(left))} ${sign} ${operand(toCondition(right))}`, 'boolean')
}

function comparison(sign: ComparisonSign): WriteOperator {
  return (left, right, context) => compare(left, sign, right, context)
}

/** `(a, b) = (1, 2)`, each pair with types of its own. */
export function compareRows(
  left: readonly Expression[],
  op: string,
  right: readonly Expression[],
  context: Context,
): Term {
  if (op !== 'Eq' || left.length !== right.length) return refuse('rows of values are compared by their order')
  const pairs = left.map((one, at) => {
    const other = right[at] ?? refuse('rows of different length are compared')
    return operand(compare(context.emit(one), '=', context.emit(other), context))
  })
  return compound(pairs.join(' AND '), 'boolean')
}
