import {INSTALLED_DEFAULTS} from '../../session-defaults.js'
import {anyValue} from '../any-value.js'
import type {Context} from '../context.js'
import {emitExpression} from '../emit-expression.js'
import {refuse} from '../refused.js'
import type {Expression} from '../syntax-tree.js'
import type {Term} from '../term.js'
import type {Environment} from './environment.js'
import type {Dependency} from './functional-dependencies.js'
import {findColumn, type Source} from './source.js'

/** One SELECT while it is written. */
export interface SelectFrame {
  parent: SelectFrame | undefined
  sources: Source[]
  dependencies: Dependency[]
  /** What the SELECT's own names stand for; null where they cannot be used. */
  aliases: ReadonlyMap<string, Expression> | null
  /** SQL of what GROUP BY lists. */
  grouped: Set<string>
  /** Columns used outside of aggregates and of what is grouped. */
  nonaggregated: Term[]
  /** SQL of those columns of which MySQL takes any row's value. */
  anyValue: ReadonlySet<string>
  aggregateDepth: number
  /** Whose columns the current aggregate uses: those of this SELECT, or of one around it. */
  aggregated: Set<'outer' | 'own'>
  hasAggregates: boolean
}

export function newFrame(parent: SelectFrame | undefined): SelectFrame {
  return {
    parent,
    sources: [],
    dependencies: [],
    aliases: null,
    grouped: new Set(),
    nonaggregated: [],
    anyValue: new Set(),
    aggregateDepth: 0,
    aggregated: new Set(),
    hasAggregates: false,
  }
}

/** The context of expressions in a SELECT. */
export function frameContext(frame: SelectFrame, environment: Environment): Context {
  const context: Context = {
    immutable: false,
    flavor: environment.scope.flavor,
    defaults: environment.scope.defaults ?? INSTALLED_DEFAULTS,
    onAnyOrder: environment.onAnyOrder,
    emit(expression) {
      const before = frame.nonaggregated.length
      const term = emitExpression(expression, context)
      if (frame.grouped.has(term.sql)) frame.nonaggregated.length = before
      return term
    },
    column: path => aliasTerm(path, frame, context) ?? termOfPath(path, frame),
    subquery(query) {
      const {sql, columns} = environment.writeQuery(query, {...environment, parent: frame})
      return {sql, columns: columns.map(({term}) => term)}
    },
    aggregate(write) {
      frame.hasAggregates = true
      frame.aggregateDepth++
      frame.aggregated.clear()
      const result = write()
      frame.aggregateDepth--
      // Such an aggregate is one of the SELECT around it.
      if (frame.aggregated.has('outer') && !frame.aggregated.has('own'))
        return refuse('an aggregate in a subquery takes only columns from outside of it')
      return result
    },
  }
  return context
}

/** The server writes every column with its table, so a bare name is an alias of the SELECT. */
function aliasTerm(path: readonly string[], frame: SelectFrame, context: Context): Term | undefined {
  const {aliases} = frame
  const expression = path.length === 1 ? aliases?.get(path[0]?.toLowerCase() ?? '') : undefined
  if (expression === undefined) return undefined
  frame.aliases = null
  const term = context.emit(expression)
  frame.aliases = aliases
  return term
}

function termOfPath(path: readonly string[], frame: SelectFrame): Term {
  for (let owner: SelectFrame | undefined = frame; owner !== undefined; owner = owner.parent) {
    const term = findColumn(path, owner.sources)
    if (term === undefined) continue
    frame.aggregated.add(owner === frame ? 'own' : 'outer')
    if (owner.aggregateDepth > 0) return term
    if (owner.anyValue.has(term.sql)) return anyValue(term)
    owner.nonaggregated.push(term)
    return term
  }

  return refuse(`the column ${path.join('.')} is not known`)
}
