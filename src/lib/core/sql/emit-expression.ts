import {unify} from './unify.js'
import {emitCast} from './emit-cast.js'
import {toCondition} from './coerce.js'
import type {Context} from './context.js'
import {emitFunction} from './emit-function.js'
import {caseTerm} from './functions/flow-functions.js'
import {SEARCH_FUNCTIONS} from './functions/search-functions.js'
import {TEXT_FUNCTIONS} from './functions/text-functions.js'
import {NUMBER_FUNCTIONS} from './functions/number-functions.js'
import {momentLiteral, timeLiteral} from './literals.js'
import {onlyFields} from './only-fields.js'
import {refuseMisbound} from './bind-operators.js'
import {compare} from './compare.js'
import {isCondition} from './is-condition.js'
import {isMember} from './functions/json-member.js'
import {emitBinary, emitUnary} from './operators.js'
import {matchesPattern} from './functions/regular-expression.js'
import {
  emitInList,
  emitInSubquery,
  emitLike,
  emitQuantified,
  negateIf,
  emitIs,
  emitTruthTest,
} from './predicates.js'
import {refuse} from './refused.js'
import {
  variantOf,
  type CaseExpression,
  type Expression,
  type ExpressionVariants,
  type LiteralValue,
} from './syntax-tree.js'
import {atom, compound, NULL, numberLiteral, operand, textLiteral, type Term} from './term.js'
import {textOfBytes, toText} from './to-text.js'

type Write<Node> = (node: Node, context: Context) => Term

/** How each kind of expression is written. A kind that is missing here does not compile. */
const WRITERS: {[Name in keyof ExpressionVariants]: Write<ExpressionVariants[Name]>} = {
  Identifier: ({value}, context) => context.column([value]),
  CompoundIdentifier: (path, context) => context.column(path.map(({value}) => value)),
  Value: ({value}) => emitLiteral(value),
  Prefixed: () => refuse('a literal with a character set is not translated'),
  TypedString: ({data_type, value}) => typedLiteral(variantOf(data_type)[0], emitLiteral(value.value)),
  Nested: (inner, context) => context.emit(inner),
  BinaryOp: emitBinary,
  UnaryOp: emitUnary,
  Like: emitLike,
  RLike({expr, pattern, negated}, context) {
    refuseMisbound(pattern)
    return negateIf(
      matchesPattern(context.emit(expr), context.emit(pattern), 'ignore-case', context),
      negated,
    )
  },
  Between({expr, low, high, negated}, context) {
    const value = context.emit(expr)
    const sides = [
      compare(value, '>=', context.emit(low), context),
      compare(value, '<=', context.emit(high), context),
    ]
    return negateIf(compound(sides.map(side => operand(side)).join(' AND '), 'boolean'), negated)
  },
  InList: emitInList,
  InSubquery: ({expr, subquery, negated}, context) => emitInSubquery(expr, subquery, negated, context),
  Exists: ({subquery, negated}, context) =>
    compound(`${negated ? 'NOT ' : ''}EXISTS (${context.subquery(subquery).sql})`, 'boolean', {
      nullable: false,
    }),
  AnyOp: (node, context) => emitQuantified(node, 'ANY', context),
  AllOp: (node, context) => emitQuantified(node, 'ALL', context),
  Subquery(query, context) {
    const {sql, columns} = context.subquery(query)
    const [column, ...others] = columns
    if (column === undefined || others.length > 0)
      return refuse('a subquery of several columns is used as a value')
    return {...column, sql: `(${sql})`, atomic: true, literal: undefined, nullable: true}
  },
  Tuple: () => refuse('a row of values stands where a value belongs'),
  Case: emitCase,
  Cast(node, context) {
    onlyFields(node, ['kind', 'expr', 'data_type'], 'a cast')
    return emitCast(context.emit(node.expr), node.data_type, context)
  },
  Convert({expr, data_type, charset}, context) {
    const value = context.emit(expr)
    if (charset === undefined) return emitCast(value, data_type ?? 'Char', context)
    return value.kind === 'bytea' ? textOfBytes(value, context) : toText(value, context)
  },
  // Postgres compares text exactly, whatever collation MySQL was asked for here.
  Collate: ({expr}, context) => context.emit(expr),
  Function: emitFunction,
  Interval: () => refuse('an interval stands where a value belongs'),
  Trim({expr, trim_where, trim_what}, context) {
    const name =
      trim_where === undefined || trim_where === 'Both' ? 'trim' : `trim_${trim_where.toLowerCase()}`
    const args = trim_what === undefined ? [expr] : [expr, trim_what]
    return callKnown(TEXT_FUNCTIONS, name, args, context)
  },
  Substring({expr, substring_from, substring_for}, context) {
    const args = [expr, substring_from, substring_for].filter(arg => arg !== undefined)
    return callKnown(TEXT_FUNCTIONS, 'substr', args, context)
  },
  MemberOf: ({value, array}, context) => isMember(context.emit(value), context.emit(array), context),
  Position: ({expr, in: text}, context) => callKnown(SEARCH_FUNCTIONS, 'locate', [expr, text], context),
  Ceil: ({expr}, context) => callKnown(NUMBER_FUNCTIONS, 'ceil', [expr], context),
  Floor: ({expr}, context) => callKnown(NUMBER_FUNCTIONS, 'floor', [expr], context),
  IsNull: (expr, context) => emitIs(expr, 'IS NULL', context),
  IsNotNull: (expr, context) => emitIs(expr, 'IS NOT NULL', context),
  IsTrue: (expr, context) => emitTruthTest(expr, 'IS TRUE', context),
  IsNotTrue: (expr, context) => emitTruthTest(expr, 'IS NOT TRUE', context),
  IsFalse: (expr, context) => emitTruthTest(expr, 'IS FALSE', context),
  IsNotFalse: (expr, context) => emitTruthTest(expr, 'IS NOT FALSE', context),
  IsUnknown: (expr, context) => emitIs(expr, 'IS NULL', context),
  IsNotUnknown: (expr, context) => emitIs(expr, 'IS NOT NULL', context),
}

/** Writes any expression; what is not known is refused. */
export function emitExpression(expression: Expression, context: Context): Term {
  const [name, node] = variantOf(expression)
  if (!Object.hasOwn(WRITERS, name)) return refuse(`the syntax ${name} is not translated`)
  const write = WRITERS[name as keyof ExpressionVariants] as Write<unknown>
  const term = write(node, context)
  return term.kind === 'boolean' && isCondition(expression, context) ? {...term, isTruth: true} : term
}

function emitLiteral(value: LiteralValue): Term {
  const [name, content] = variantOf(value)
  switch (name) {
    case 'Null':
      return NULL
    case 'Number':
      return numberLiteral(String(Array.isArray(content) ? content[0] : content))
    case 'SingleQuotedString':
      return textLiteral(String(content))
    case 'HexStringLiteral':
      return atom(`0x${String(content)}`, 'bytea', {
        literal: {kind: 'hex', value: String(content)},
        nullable: false,
      })
    case 'Boolean':
      return {...numberLiteral(content === true ? '1' : '0'), isTruth: true}
    default:
      return refuse(`the literal ${name} is not translated`)
  }
}

function typedLiteral(type: string, {literal}: Term): Term {
  const text =
    literal?.kind === 'text' ? literal.value : refuse(`a literal of type ${type} is not translated`)
  return type === 'Time' ? timeLiteral(text, 'time') : momentLiteral(text)
}

function callKnown(
  table: typeof TEXT_FUNCTIONS,
  name: string,
  args: readonly Expression[],
  context: Context,
): Term {
  const write = table[name] ?? refuse(`the function ${name} is not known`)
  return write(
    args.map(arg => context.emit(arg)),
    context,
  )
}

function emitCase({operand: subject, conditions, else_result}: CaseExpression, context: Context): Term {
  const value = subject === undefined ? undefined : context.emit(subject)
  const tests = conditions.map(({condition}) => {
    const when = context.emit(condition)
    return value === undefined ? toCondition(when) : compare(value, '=', when, context)
  })
  const results = conditions.map(({result}) => context.emit(result))
  const otherwise = else_result === undefined ? [] : [context.emit(else_result)]
  const {terms, model} = unify([...results, ...otherwise], context)
  const branches = tests.map((test, at): [string, Term] => [test.sql, terms[at] ?? NULL])
  return caseTerm(branches, else_result === undefined ? undefined : terms.at(-1), model)
}
