import type {Context} from './context.js'
import {functionArguments, functionName} from './function-call.js'
import {variantOf, type CaseExpression, type Expression, type FunctionCall} from './syntax-tree.js'

const CONDITIONS = new Set([
  'AllOp',
  'AnyOp',
  'Between',
  'Exists',
  'InList',
  'InSubquery',
  'IsFalse',
  'IsNotFalse',
  'IsNotNull',
  'IsNotTrue',
  'IsNotUnknown',
  'IsNull',
  'IsTrue',
  'IsUnknown',
  'Like',
  'MemberOf',
  'RLike',
])
const CONDITION_OPERATORS = /^(Eq|NotEq|Lt|LtEq|Gt|GtEq|Spaceship|And|Or|Xor)$/
const CONDITION_FUNCTIONS = /^(json_valid|json_contains|json_contains_path|json_overlaps|regexp_like)$/

/**
 * Whether the server treats an expression as true or false rather than as 1 or 0, which makes a difference in JSON. MariaDB also
 * does so for a choice between such expressions; a boolean column is a number in both servers.
 */
export function isCondition(expression: Expression, context: Context): boolean {
  const [name, node] = variantOf(expression)
  if (CONDITIONS.has(name)) return true
  if ('Nested' in expression) return isCondition(expression.Nested, context)
  if ('Value' in expression) return variantOf(expression.Value.value)[0] === 'Boolean'
  if ('BinaryOp' in expression) return CONDITION_OPERATORS.test(expression.BinaryOp.op)
  if ('UnaryOp' in expression) return expression.UnaryOp.op === 'Not'
  const choices = choicesOf(name, node)
  if (choices !== undefined)
    return context.flavor === 'mariadb' && choices.every(choice => isCondition(choice, context))
  return 'Function' in expression && CONDITION_FUNCTIONS.test(functionName(expression.Function))
}

/** What a CASE or a function chooses from. */
function choicesOf(name: string, node: unknown): readonly Expression[] | undefined {
  if (name === 'Case') {
    const {conditions, else_result} = node as CaseExpression
    const results = conditions.map(({result}) => result)
    return else_result === undefined ? results : [...results, else_result]
  }

  if (name !== 'Function') return undefined
  const call = node as FunctionCall
  if (functionName(call) === 'if') return functionArguments(call).slice(1)
  return /^(coalesce|ifnull|nvl)$/.test(functionName(call)) ? functionArguments(call) : undefined
}
