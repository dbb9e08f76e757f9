import type {Expression, FunctionCall} from './syntax-tree.js'

/** The name of a function in lower case, without a database before it. */
export function functionName({name}: FunctionCall): string {
  return name.at(-1)?.Identifier.value.toLowerCase() ?? ''
}

/** The expressions among a function's arguments; `*` and a subquery are none. */
export function functionArguments({args}: FunctionCall): Expression[] {
  if (args === 'None' || !('List' in args)) return []
  return args.List.args.flatMap(arg =>
    'Unnamed' in arg && arg.Unnamed !== 'Wildcard' ? [arg.Unnamed.Expr] : [],
  )
}
