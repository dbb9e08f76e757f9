import type {Context} from './context.js'
import {functionName} from './function-call.js'
import {momentDifference, shiftMoment} from './functions/date-arithmetic.js'
import {AGGREGATE_FUNCTIONS, aggregateCall, canBeWindowed} from './functions/aggregate-functions.js'
import {CLOCK_FUNCTIONS} from './functions/clock-functions.js'
import {DATE_FUNCTIONS} from './functions/date-functions.js'
import {ENCODING_FUNCTIONS} from './functions/encoding-functions.js'
import {FLOW_FUNCTIONS} from './functions/flow-functions.js'
import {GEOMETRY_FUNCTIONS} from './functions/geometry-functions.js'
import {JSON_FUNCTIONS} from './functions/json-functions.js'
import {NUMBER_FUNCTIONS} from './functions/number-functions.js'
import {SEARCH_FUNCTIONS} from './functions/search-functions.js'
import {TEXT_FUNCTIONS} from './functions/text-functions.js'
import {UUID_FUNCTIONS} from './functions/uuid-functions.js'
import {overClause, WINDOW_FUNCTIONS} from './functions/window-functions.js'
import {onlyFields} from './only-fields.js'
import {quoteLiteral, quoteQualified} from '../quote.js'
import {refuse, Refused} from './refused.js'
import {REFUSED_FUNCTIONS} from './refused-functions.js'
import type {FunctionTable} from './sql-function.js'
import {STAND_IN_FUNCTIONS} from './stand-in-functions.js'
import type {ArgumentList, Expression, FunctionCall} from './syntax-tree.js'
import {atom, type Term} from './term.js'

const FUNCTIONS: FunctionTable = {
  ...FLOW_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...SEARCH_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...CLOCK_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...UUID_FUNCTIONS,
  ...GEOMETRY_FUNCTIONS,
}

/** Functions whose arguments are not all values: `timestampdiff(MONTH, a, b)`. */
const SYNTAX_FUNCTIONS: Readonly<Record<string, (args: readonly Expression[], context: Context) => Term>> = {
  timestampdiff: ([unit, from, to], context) =>
    from === undefined || to === undefined
      ? refuse('it needs a unit and two dates')
      : momentDifference(wordOf(unit), context.emit(from), context.emit(to), context),
  date_add: (args, context) => shifted(args, 'Plus', context),
  adddate: (args, context) => shifted(args, 'Plus', context),
  date_sub: (args, context) => shifted(args, 'Minus', context),
  subdate: (args, context) => shifted(args, 'Minus', context),
  nextval: ([sequence], context) => nextValue(sequence, context),
}

/** The MySQL names of all functions that are translated, without those that only stand in for other syntax. */
export function functionNames(): string[] {
  const tables = [FUNCTIONS, AGGREGATE_FUNCTIONS, WINDOW_FUNCTIONS, SYNTAX_FUNCTIONS]
  return tables.flatMap(table => Object.keys(table)).filter(name => !STAND_IN_FUNCTIONS.has(name))
}

/** Translates a function call. A function in none of the tables is refused: nothing is passed through. */
export function emitFunction(call: FunctionCall, context: Context): Term {
  onlyFields(call, ['name', 'args', 'over', 'parameters'], 'a function')
  if (call.name.length > 1)
    return refuse(
      `the stored function ${call.name.map(part => part.Identifier.value).join('.')} does not exist in Postgres`,
    )
  const name = functionName(call)
  try {
    return emitNamed(name, call, context)
  } catch (error) {
    if (error instanceof Refused && error.message.startsWith('it '))
      return refuse(`${name}: ${error.message}`)
    throw error
  }
}

function emitNamed(name: string, call: FunctionCall, context: Context): Term {
  const list = argumentsOf(call)
  if (Object.hasOwn(AGGREGATE_FUNCTIONS, name)) return emitAggregate(name, list, call, context)
  if (Object.hasOwn(WINDOW_FUNCTIONS, name)) return emitWindow(name, list, call, context)
  if (call.over !== undefined) return refuse(`the window function ${name} is not known`)
  onlyFields(list, ['args'], `the function ${name}`)
  const syntax = Object.hasOwn(SYNTAX_FUNCTIONS, name) ? SYNTAX_FUNCTIONS[name] : undefined
  if (syntax !== undefined) return syntax(expressionsOf(list), context)
  const write = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (write === undefined) return refuse(unknownFunction(name, call))
  return write(
    expressionsOf(list).map(arg => context.emit(arg)),
    context,
  )
}

/** The server quotes the names of stored functions and no others. */
function unknownFunction(name: string, {name: [first]}: FunctionCall): string {
  if (first?.Identifier.quote_style !== undefined)
    return `the stored function ${name} does not exist in Postgres`
  return Object.hasOwn(REFUSED_FUNCTIONS, name)
    ? `${name}: ${REFUSED_FUNCTIONS[name]}`
    : `the function ${name} is not known`
}

function emitAggregate(name: string, list: ArgumentList, call: FunctionCall, context: Context): Term {
  const write = AGGREGATE_FUNCTIONS[name] ?? refuse(`the function ${name} is not known`)
  onlyFields(list, ['args', 'clauses', 'duplicate_treatment'], `the function ${name}`)
  const whole = (): Term => {
    const args = expressionsOf(list).map(arg => context.emit(arg))
    return write(aggregateCall(list, args, overClause(call, context)), context)
  }

  if (call.over === undefined) return context.aggregate(whole)
  if (!canBeWindowed(name)) return refuse(`${name} as a window function is not translated`)
  return whole()
}

function emitWindow(name: string, list: ArgumentList, call: FunctionCall, context: Context): Term {
  if (call.over === undefined) return refuse(`the function ${name} has no window`)
  onlyFields(list, ['args'], `the function ${name}`)
  const write = WINDOW_FUNCTIONS[name] ?? refuse(`the function ${name} is not known`)
  const args = expressionsOf(list).map(arg => context.emit(arg))
  const term = write(args, context)
  return {
    ...term,
    ...atom(`${term.sql}${overClause(call, context)}`, term.type),
    scale: term.scale,
    excess: term.excess,
  }
}

function argumentsOf({args}: FunctionCall): ArgumentList {
  if (args === 'None') return {args: [], clauses: []}
  return 'List' in args ? args.List : refuse('a function of a subquery is not translated')
}

function expressionsOf({args}: ArgumentList): Expression[] {
  return args.flatMap(arg => {
    if (!('Unnamed' in arg)) return refuse('named arguments are not translated')
    if (arg.Unnamed === 'Wildcard') return []
    return [arg.Unnamed.Expr]
  })
}

function wordOf(expression: Expression | undefined): string {
  return expression !== undefined && 'Identifier' in expression
    ? expression.Identifier.value.toLowerCase()
    : refuse('it needs a unit of time')
}

/** `nextval(sequence)`, which is also how MariaDB shows NEXT VALUE FOR. */
function nextValue(sequence: Expression | undefined, context: Context): Term {
  const name = context.sequence?.(pathOf(sequence)) ?? refuse('it is only translated in defaults')
  return atom(`nextval(${quoteLiteral(quoteQualified(name))})`, 'bigint')
}

function pathOf(expression: Expression | undefined): string[] {
  if (expression === undefined) return refuse('it needs a sequence')
  if ('Identifier' in expression) return [expression.Identifier.value]
  if ('CompoundIdentifier' in expression) return expression.CompoundIdentifier.map(({value}) => value)
  return refuse('it needs a sequence')
}

function shifted([moment, interval]: readonly Expression[], sign: 'Minus' | 'Plus', context: Context): Term {
  if (moment === undefined || interval === undefined || !('Interval' in interval))
    return refuse('it needs a date and an interval')
  return shiftMoment(context.emit(moment), interval.Interval, sign, context)
}
