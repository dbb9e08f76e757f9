import {quoteAlias} from '../quote-alias.js'
import {toCondition} from '../coerce.js'
import {onlyFields} from '../only-fields.js'
import {refuse} from '../refused.js'
import {
  variantOf,
  type Expression,
  type JoinConstraint,
  type JoinedTable,
  type JsonTable,
  type TableFactor,
} from '../syntax-tree.js'
import {innerDependencies, outerDependencies} from './functional-dependencies.js'
import type {Environment} from './environment.js'
import {frameContext, type SelectFrame} from './select-frame.js'
import {derivedSource, sameName, tableSource, withNulls, type Source} from './source.js'
import {writeJsonTable} from './write-json-table.js'

/** Writes FROM and puts its tables into the frame. */
export function writeFrom(
  from: readonly JoinedTable[],
  frame: SelectFrame,
  environment: Environment,
): string {
  return from.map(table => writeJoined(table, frame, environment)).join(', ')
}

function writeJoined({relation, joins}: JoinedTable, frame: SelectFrame, environment: Environment): string {
  const start = frame.sources.length
  let sql = writeFactor(relation, frame, environment)
  for (const {relation: joined, join_operator} of joins) {
    const middle = frame.sources.length
    const [kind, constraint] = joinOf(join_operator)
    const table = writeFactor(joined, frame, environment)
    const on = constraint === undefined ? '' : ` ON ${conditionOf(constraint, frame, environment)}`
    if (on === '' && kind !== 'JOIN') return refuse('an outer join without a condition is not translated')
    sql = `${sql} ${on === '' ? 'CROSS JOIN' : kind} ${table}${on}`
    noteJoin(kind, constraint, frame, [start, middle])
  }

  return sql
}

type JoinKind = 'JOIN' | 'LEFT JOIN' | 'RIGHT JOIN'

const JOINS: Readonly<Record<string, JoinKind>> = {
  CrossJoin: 'JOIN',
  Inner: 'JOIN',
  Join: 'JOIN',
  Left: 'LEFT JOIN',
  LeftOuter: 'LEFT JOIN',
  Right: 'RIGHT JOIN',
  RightOuter: 'RIGHT JOIN',
}

function joinOf(operator: string | Record<string, JoinConstraint>): [JoinKind, Expression | undefined] {
  const [name, constraint] = variantOf(operator)
  const kind = JOINS[name] ?? refuse(`a join of the kind ${name} is not translated`)
  if (constraint === undefined || constraint === 'None') return [kind, undefined]
  const [how, condition] = variantOf(constraint as JoinConstraint)
  return how === 'On'
    ? [kind, condition as Expression]
    : refuse(`a join with ${how.toLowerCase()} is not translated`)
}

function conditionOf(expression: Expression, frame: SelectFrame, environment: Environment): string {
  return toCondition(frameContext(frame, environment).emit(expression)).sql
}

/** Remembers what the join decides, and which side may be missing. */
function noteJoin(
  kind: JoinKind,
  on: Expression | undefined,
  frame: SelectFrame,
  [start, middle]: [number, number],
): void {
  if (kind === 'JOIN') {
    if (on !== undefined) frame.dependencies.push(...innerDependencies(on, frame))
    return
  }

  const left = frame.sources.slice(start, middle)
  const right = frame.sources.slice(middle)
  const [kept, missing] = kind === 'LEFT JOIN' ? [left, right] : [right, left]
  if (on !== undefined) frame.dependencies.push(...outerDependencies(on, frame, kept))
  const changed = withNulls(missing)
  frame.sources.splice(
    start,
    frame.sources.length,
    ...(kind === 'LEFT JOIN' ? [...left, ...changed] : [...changed, ...right]),
  )
}

function writeFactor(factor: TableFactor, frame: SelectFrame, environment: Environment): string {
  if ('Table' in factor) return writeTable(factor.Table, frame, environment)
  if ('Derived' in factor) return writeDerived(factor.Derived, frame, environment)
  if ('JsonTable' in factor) return writeLateralJsonTable(factor.JsonTable, frame, environment)
  if (!('NestedJoin' in factor)) return refuse(`${variantOf(factor)[0]} in FROM is not translated`)
  const {table_with_joins, alias} = factor.NestedJoin
  if (alias !== undefined) return refuse('a join with a name of its own is not translated')
  const sql = writeJoined(table_with_joins, frame, environment)
  return table_with_joins.joins.length === 0 ? sql : `(${sql})`
}

/** Not lateral in MySQL's text, yet it reads columns of the tables before it. */
function writeLateralJsonTable(node: JsonTable, frame: SelectFrame, environment: Environment): string {
  const {sql, source} = writeJsonTable(node, frameContext(frame, environment))
  frame.sources.push(source)
  return sql
}

type TableNode = Extract<TableFactor, {Table: unknown}>['Table']

function writeTable(node: TableNode, frame: SelectFrame, environment: Environment): string {
  onlyFields(node, ['name', 'alias'], 'a table')
  const [name, database] = node.name.map(part => part.Identifier.value).toReversed()
  if (name === undefined) return refuse('a table has no name')
  const alias = node.alias?.name.value ?? name
  const common = database === undefined ? environment.commonTables.get(name.toLowerCase()) : undefined
  if (common !== undefined) {
    frame.sources.push(derivedSource(alias, common.columns))
    return withAlias(quoteAlias(common.name), quoteAlias(common.name), alias)
  }

  if (database !== undefined && !sameName(database, environment.scope.database))
    return refuse(`the table ${database}.${name} is in another database`)
  const table =
    environment.scope.table(name) ?? refuse(`the table ${name} is not there, or was not translated`)
  frame.sources.push(tableSource(alias, table))
  return withAlias(table.sql, table.sql.replace(/^public\./, ''), alias)
}

/** An alias only where the table is called otherwise. */
function withAlias(sql: string, own: string, alias: string): string {
  return own === quoteAlias(alias) ? sql : `${sql} AS ${quoteAlias(alias)}`
}

type DerivedNode = Extract<TableFactor, {Derived: unknown}>['Derived']

function writeDerived(node: DerivedNode, frame: SelectFrame, environment: Environment): string {
  onlyFields(node, ['lateral', 'subquery', 'alias'], 'a subquery in FROM')
  const alias = node.alias ?? refuse('a subquery in FROM has no name')
  const parent = node.lateral ? frame : frame.parent
  const {sql, columns} = environment.writeQuery(node.subquery, {...environment, parent})
  const names = alias.columns.map(({name}) => name.value)
  const source: Source = derivedSource(alias.name.value, columns, names)
  frame.sources.push(source)
  const list = names.length === 0 ? '' : ` (${names.map(name => quoteAlias(name)).join(', ')})`
  return `${node.lateral ? 'LATERAL ' : ''}(${sql}) AS ${quoteAlias(alias.name.value)}${list}`
}
