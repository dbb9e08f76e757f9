import {refuse} from './refused.js'
import {variantOf, type BinaryNode, type Expression} from './syntax-tree.js'

/** How tightly MySQL's operators bind, https://dev.mysql.com/doc/refman/9.0/en/operator-precedence.html. */
const BINDING: Readonly<Record<string, number>> = {
  Or: 1,
  Xor: 2,
  And: 3,
  Eq: 4,
  NotEq: 4,
  Lt: 4,
  LtEq: 4,
  Gt: 4,
  GtEq: 4,
  Spaceship: 4,
  BitwiseOr: 5,
  BitwiseAnd: 6,
  PGBitwiseShiftLeft: 7,
  PGBitwiseShiftRight: 7,
  Plus: 8,
  Minus: 8,
  Multiply: 9,
  Divide: 9,
  Modulo: 9,
  MyIntegerDivide: 9,
  BitwiseXor: 10,
  Arrow: 11,
  LongArrow: 11,
}

/** Operators that the parser binds otherwise than MySQL does. */
const MISBOUND = new Set([
  'BitwiseAnd',
  'BitwiseOr',
  'BitwiseXor',
  'PGBitwiseShiftLeft',
  'PGBitwiseShiftRight',
  'Xor',
])

/** Binds a chain of operators as MySQL does. MySQL's own text has all parentheses, MariaDB's only the necessary ones. */
export function bindOperators(node: BinaryNode): BinaryNode {
  if (!containsMisbound(node)) return node
  const operands: Expression[] = []
  const operators: string[] = []
  flatten({BinaryOp: node}, operands, operators)
  const tree = climb(operands, operators)
  return 'BinaryOp' in tree ? tree.BinaryOp : refuse('its operators could not be put in order')
}

/** Refuses an operand that the parser may have bound too tightly: `not a xor b`. */
export function refuseMisbound(expression: Expression): void {
  if ('BinaryOp' in expression && containsMisbound(expression.BinaryOp))
    refuse(`how tightly ${expression.BinaryOp.op} binds here is not certain`)
}

function containsMisbound({left, op, right}: BinaryNode): boolean {
  const inside = (side: Expression): boolean => 'BinaryOp' in side && containsMisbound(side.BinaryOp)
  return MISBOUND.has(op) || inside(left) || inside(right)
}

function flatten(expression: Expression, operands: Expression[], operators: string[]): void {
  if (!('BinaryOp' in expression)) {
    if (!isPrimary(expression)) refuse('operators of uncertain order stand beside each other')
    operands.push(expression)
    return
  }

  const {left, op, right} = expression.BinaryOp
  flatten(left, operands, operators)
  operators.push(op)
  flatten(right, operands, operators)
}

const PRIMARY = new Set([
  'Case',
  'Cast',
  'CompoundIdentifier',
  'Function',
  'Identifier',
  'Interval',
  'Nested',
  'Subquery',
  'Substring',
  'Trim',
  'Tuple',
  'Value',
])

function isPrimary(expression: Expression): boolean {
  if ('UnaryOp' in expression && expression.UnaryOp.op === 'BitwiseNot')
    return isPrimary(expression.UnaryOp.expr)
  return PRIMARY.has(variantOf(expression)[0])
}

/** Splits at the last of the loosest operators, so that equal ones go from left to right. */
function climb(operands: readonly Expression[], operators: readonly string[]): Expression {
  const [first] = operands
  if (operators.length === 0 && first !== undefined) return first
  const loosest = Math.min(...operators.map(op => BINDING[op] ?? refuse(`the operator ${op} is not known`)))
  const at = operators.findLastIndex(op => BINDING[op] === loosest)
  return {
    BinaryOp: {
      left: climb(operands.slice(0, at + 1), operators.slice(0, at)),
      op: operators[at] ?? '',
      right: climb(operands.slice(at + 1), operators.slice(at + 1)),
    },
  }
}
