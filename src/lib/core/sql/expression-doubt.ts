import {bindOperators} from './bind-operators.js'
import type {Context} from './context.js'
import {functionArguments, functionName} from './function-call.js'
import {parseExpression} from './parse-mysql.js'
import {isMoment, isNumber, kindOf, type Kind} from './postgres-kind.js'
import {reasonOf} from './refused.js'
import type {SqlScope} from './sql-scope.js'
import {
  variantOf,
  type BinaryNode,
  type CaseExpression,
  type Expression,
  type ExpressionVariants,
  type FunctionCall,
} from './syntax-tree.js'
import type {Term} from './term.js'
import {expressionContext} from './translate-expression.js'

/** Why Postgres might get another value than MySQL; undefined where it cannot. */
type Doubt = string | undefined

/**
 * Why an expression might give another value in Postgres than in MySQL, or fail there, for some row and a column of the
 * type `target`. Undefined only where every part is known to give the same for every value.
 */
export function expressionDoubt(sql: string, scope: SqlScope, target: string): Doubt {
  try {
    const context = expressionContext(scope, true)
    const expression = parseExpression(sql)
    return doubtOf(expression, context) ?? storedDoubt(context.emit(expression), target)
  } catch (error) {
    return reasonOf(error)
  }
}

/** What a value becomes where its column has another type. */
function storedDoubt({kind, literal}: Term, target: string): Doubt {
  const wanted = kindOf(target)
  if (kind === wanted || literal?.kind === 'null') return undefined
  if (isExactNumber(kind) && isExactNumber(wanted)) return undefined
  return 'the value is stored in a column of another type'
}

function isExactNumber(kind: Kind): boolean {
  return kind === 'boolean' || kind === 'integer' || kind === 'numeric'
}

function doubtOf(expression: Expression, context: Context): Doubt {
  const [name, node] = variantOf(expression)
  const look = Object.hasOwn(LOOKS, name)
    ? (LOOKS[name as keyof ExpressionVariants] as Look<unknown>)
    : undefined
  return look === undefined ? 'it is not certain to give the same value' : look(node, context)
}

function firstDoubt(expressions: readonly (Expression | undefined)[], context: Context): Doubt {
  for (const expression of expressions) {
    const doubt = expression && doubtOf(expression, context)
    if (doubt !== undefined) return doubt
  }

  return undefined
}

type Look<Node> = (node: Node, context: Context) => Doubt

const inside: Look<Expression> = doubtOf

/** Every kind of expression that can be without doubt. */
const LOOKS: {[Name in keyof ExpressionVariants]?: Look<ExpressionVariants[Name]>} = {
  Value: () => undefined,
  Identifier: ({value}, context) => columnDoubt(context.column([value])),
  CompoundIdentifier: (path, context) => columnDoubt(context.column(path.map(({value}) => value))),
  Nested: inside,
  IsNull: inside,
  IsNotNull: inside,
  IsTrue: inside,
  IsNotTrue: inside,
  IsFalse: inside,
  IsNotFalse: inside,
  UnaryOp: ({expr}, context) => doubtOf(expr, context),
  BinaryOp: (node, context) => operatorDoubt(bindOperators(node), context),
  Between: ({expr, low, high}, context) => compareDoubt(expr, [low, high], context),
  InList: ({expr, list}, context) => compareDoubt(expr, list, context),
  Case: caseDoubt,
  Function: functionDoubt,
  Substring: ({expr, substring_from, substring_for}, context) =>
    firstDoubt([expr, substring_from, substring_for], context),
  Trim: ({expr, trim_what}, context) => firstDoubt([expr, trim_what], context),
  Floor: ({expr}, context) => doubtOf(expr, context),
  Ceil: ({expr}, context) => doubtOf(expr, context),
}

function columnDoubt({kind}: Term): Doubt {
  return kind === 'timestamptz' ? 'it depends on the time zone' : undefined
}

const ANY_OPERANDS = new Set(['And', 'Minus', 'Multiply', 'Or', 'Plus', 'Xor'])
const WHOLE_OPERANDS = new Set(['BitwiseAnd', 'BitwiseOr', 'BitwiseXor', 'Modulo', 'MyIntegerDivide'])
const COMPARISONS = new Set(['Eq', 'Gt', 'GtEq', 'Lt', 'LtEq', 'NotEq', 'Spaceship'])

function operatorDoubt({left, op, right}: BinaryNode, context: Context): Doubt {
  if ('Interval' in right) return 'the date that it moves may leave MySQL’s range'
  if (COMPARISONS.has(op)) return compareDoubt(left, [right], context)
  if (ANY_OPERANDS.has(op)) return firstDoubt([left, right], context)
  if (!WHOLE_OPERANDS.has(op)) return `${op === 'Divide' ? 'a quotient' : 'the result'} may have other digits`
  const whole = [left, right].every(side => context.emit(side).kind === 'integer')
  return whole ? firstDoubt([left, right], context) : 'the result may have other digits'
}

function compareDoubt(expr: Expression, others: readonly Expression[], context: Context): Doubt {
  const value = context.emit(expr)
  const alike = others.every(other => comparesAlike(value, context.emit(other)))
  return alike ? firstDoubt([expr, ...others], context) : 'MySQL may compare it without case'
}

function comparesAlike(a: Term, b: Term): boolean {
  if (a.literal?.kind === 'null' || b.literal?.kind === 'null') return true
  const isCountable = ({kind}: Term): boolean => kind === 'boolean' || isNumber(kind)
  if (isCountable(a) && isCountable(b)) return true
  if (isMoment(a.kind)) return a.kind === b.kind || b.literal?.kind === 'text'
  return a.kind === 'enum' && a.labels?.includes(b.literal?.value ?? '') === true
}

function caseDoubt({operand, conditions, else_result}: CaseExpression, context: Context): Doubt {
  const tests = conditions.map(({condition}) => condition)
  const doubt = operand === undefined ? firstDoubt(tests, context) : compareDoubt(operand, tests, context)
  return doubt ?? firstDoubt([...conditions.map(({result}) => result), else_result], context)
}

/** Functions of any values that give the same in both databases, as long as their arguments do. */
const SAME = new Set(
  `abs ceil ceiling char_length character_length coalesce concat date datediff day dayofmonth dayofweek
  dayofyear floor hour if ifnull isnull last_day left ltrim minute month nvl quarter replace reverse right rtrim second
  sign substr substring to_days trim weekday year`.split(/\s+/),
)
/** The same for whole and decimal numbers. */
const SAME_FOR_EXACT = new Set(['greatest', 'least', 'round', 'truncate'])

function functionDoubt(call: FunctionCall, context: Context): Doubt {
  const name = functionName(call)
  const args = functionArguments(call)
  if (name === 'nullif') return compareDoubt(args[0]!, args.slice(1), context)
  const isExact = (arg: Expression): boolean => isExactNumber(context.emit(arg).kind)
  if (SAME.has(name) || (SAME_FOR_EXACT.has(name) && args.every(arg => isExact(arg))))
    return firstDoubt(args, context)
  return `${name} may give another value`
}
