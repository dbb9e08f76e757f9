import {quoteAlias} from '../quote-alias.js'
import {unify} from '../unify.js'
import {refuse} from '../refused.js'
import type {CommonTableNode, Query} from '../syntax-tree.js'
import {castTo, isNull, type Term} from '../term.js'
import type {CommonTable, Environment} from './environment.js'
import {frameContext, newFrame} from './select-frame.js'
import type {SourceColumn} from './source.js'
import {onlyFields} from '../only-fields.js'

/** Writes WITH, and gives the environment in which its tables are known. */
export function writeCommonTables(query: Query, environment: Environment): {sql: string; inner: Environment} {
  if (query.with === undefined) return {sql: '', inner: environment}
  const {recursive, cte_tables} = query.with
  const known = new Map(environment.commonTables)
  const inner: Environment = {...environment, commonTables: known}
  const tables = cte_tables.map(node => {
    const name = node.alias.name.value
    const {sql, columns} = writeCommonTable(node, recursive, inner)
    known.set(name.toLowerCase(), {name, columns: renamed(columns, node)})
    return `${quoteAlias(name)}${columnList(node)} AS (${sql})`
  })
  return {sql: `WITH ${recursive ? 'RECURSIVE ' : ''}${tables.join(', ')}`, inner}
}

type Written = {sql: string; columns: readonly SourceColumn[]}

function writeCommonTable(node: CommonTableNode, recursive: boolean, environment: Environment): Written {
  onlyFields(node, ['alias', 'query'], 'a common table')
  const {query} = node
  if (!recursive || !('SetOperation' in query.body)) return environment.writeQuery(query, environment)
  return writeRecursive(node, environment)
}

/** Postgres wants both branches of a recursion to have the very same types. They are found by writing it twice. */
function writeRecursive(node: CommonTableNode, environment: Environment): Written {
  const {body} = node.query
  if (!('SetOperation' in body)) return refuse('a recursion without UNION is not translated')
  onlyFields(node.query, ['body'], 'a recursive query')
  const {left, op, set_quantifier, right} = body.SetOperation
  if (op !== 'Union') return refuse('a recursion without UNION is not translated')
  const context = frameContext(newFrame(undefined), environment)
  const anchor = environment.writeBody(left, environment)
  const step = environment.writeBody(right, knowing(node, anchor.columns, environment))
  const columns = anchor.columns.map(({name, term}, at) => ({
    name,
    term: unify([term, step.columns[at]?.term ?? term], context).model,
  }))
  const exact = (term: Term, at: number): Term => exactly(term, columns[at]?.term ?? term)
  const again = environment.writeBody(right, knowing(node, columns, environment))
  const sign = set_quantifier === 'All' ? 'UNION ALL' : 'UNION'
  return {columns, sql: `${anchor.render(exact)} ${sign} ${again.render(exact)}`}
}

function exactly(term: Term, model: Term): Term {
  return isNull(term) || term.type !== model.type || term.literal !== undefined
    ? castTo(term, model.type)
    : term
}

function knowing(
  node: CommonTableNode,
  columns: readonly SourceColumn[],
  environment: Environment,
): Environment {
  const name = node.alias.name.value
  const table: CommonTable = {name, columns: renamed(columns, node)}
  return {...environment, commonTables: new Map([...environment.commonTables, [name.toLowerCase(), table]])}
}

function renamed(columns: readonly SourceColumn[], {alias}: CommonTableNode): SourceColumn[] {
  return columns.map(({name, term}, at) => ({name: alias.columns[at]?.name.value ?? name, term}))
}

function columnList({alias}: CommonTableNode): string {
  const names = alias.columns.map(({name}) => quoteAlias(name.value))
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}
