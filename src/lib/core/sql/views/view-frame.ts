import {quoteAlias} from '../quote-alias.js'
import {quoteIdentifier} from '../../quote.js'
import type {Context} from '../context.js'
import {anyValue} from '../any-value.js'
import {emitExpression} from '../emit-expression.js'
import {refuse} from '../refused.js'
import type {ScopeTable, SqlScope} from '../sql-scope.js'
import type {Expression, Query, QueryBody} from '../syntax-tree.js'
import {atom, columnTerm, type Term} from '../term.js'

/** A table, view or subquery in FROM, under the name by which its columns are called. */
export interface Source {
  alias: string
  columns: readonly SourceColumn[]
  /** Keys without NULLs, as the columns' SQL. */
  keys: readonly (readonly string[])[]
}

export interface SourceColumn {
  name: string
  term: Term
}

/** `from` decides what `to` is: a key its row, one side of an equality the other. Columns are named by their SQL. */
export interface Dependency {
  from: readonly string[]
  to: readonly string[]
}

/** One SELECT while it is written. */
export interface Frame {
  parent: Frame | undefined
  sources: Source[]
  dependencies: Dependency[]
  /** What the SELECT's own names stand for; null where they cannot be used. */
  aliases: ReadonlyMap<string, Expression> | null
  /** SQL of what GROUP BY lists. */
  grouped: Set<string>
  /** Columns used outside of aggregates and of what is grouped. */
  loose: Term[]
  /** SQL of those columns of which MySQL takes any row's value. */
  anyValue: ReadonlySet<string>
  aggregateDepth: number
  /** Whether columns within the aggregate at hand are its own, or those of a SELECT around it. */
  aggregated: Set<'outer' | 'own'>
  hasAggregates: boolean
}

/** What a SELECT is written in. */
export interface Environment {
  scope: SqlScope
  /** Common tables (WITH), by name in lower case. */
  commonTables: ReadonlyMap<string, CommonTable>
  parent: Frame | undefined
  /** Told of columns of which MySQL takes any row's value. */
  onAnyRow: (columns: readonly string[]) => void
  /** Told of an aggregate that puts values together in an order that nobody chose. */
  onAnyOrder: () => void
  /** Passed on so that files need not import each other. */
  writeQuery: (query: Query, environment: Environment) => WrittenQuery
  writeBody: (body: QueryBody, environment: Environment) => WrittenSelect
}

export interface CommonTable {
  name: string
  columns: readonly SourceColumn[]
}

/** A SELECT whose output columns may still be converted, as the branches of a UNION are. */
export interface WrittenSelect {
  columns: SourceColumn[]
  /** The SQL, with each column converted to the type that is wanted. */
  render(convert: ConvertColumn): string
}

export type ConvertColumn = (term: Term, at: number) => Term

export interface WrittenQuery {
  sql: string
  columns: SourceColumn[]
}

export function newFrame(parent: Frame | undefined): Frame {
  return {
    parent,
    sources: [],
    dependencies: [],
    aliases: null,
    grouped: new Set(),
    loose: [],
    anyValue: new Set(),
    aggregateDepth: 0,
    aggregated: new Set(),
    hasAggregates: false,
  }
}

/** The context of expressions in a SELECT. */
export function frameContext(frame: Frame, environment: Environment): Context {
  const context: Context = {
    immutable: false,
    flavor: environment.scope.flavor,
    onAnyOrder: environment.onAnyOrder,
    emit(expression) {
      const before = frame.loose.length
      const term = emitExpression(expression, context)
      if (frame.grouped.has(term.sql)) frame.loose.length = before
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

/** Columns stand with their table in the server's text, so a bare name is one that the SELECT gave. */
function aliasTerm(path: readonly string[], frame: Frame, context: Context): Term | undefined {
  const {aliases} = frame
  const expression = path.length === 1 ? aliases?.get(path[0]?.toLowerCase() ?? '') : undefined
  if (expression === undefined) return undefined
  frame.aliases = null
  const term = context.emit(expression)
  frame.aliases = aliases
  return term
}

function termOfPath(path: readonly string[], frame: Frame): Term {
  for (let owner: Frame | undefined = frame; owner !== undefined; owner = owner.parent) {
    const term = findColumn(path, owner.sources)
    if (term === undefined) continue
    frame.aggregated.add(owner === frame ? 'own' : 'outer')
    if (owner.aggregateDepth > 0) return term
    if (owner.anyValue.has(term.sql)) return anyValue(term)
    owner.loose.push(term)
    return term
  }

  return refuse(`the column ${path.join('.')} is not known`)
}

/** A column by its name, with its table's name before it where it was written. */
export function findColumn(path: readonly string[], sources: readonly Source[]): Term | undefined {
  const [name = '', table] = [path.at(-1), path.at(-2)]
  const owners = table === undefined ? sources : sourcesNamed(table, sources)
  const found = owners.flatMap(({columns}) => columns.filter(column => sameName(column.name, name)))
  if (found.length > 1) return refuse(`the column ${path.join('.')} stands for several`)
  return found[0]?.term
}

function sourcesNamed(name: string, sources: readonly Source[]): readonly Source[] {
  const exact = sources.filter(({alias}) => alias === name)
  return exact.length > 0 ? exact : sources.filter(({alias}) => sameName(alias, name))
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** A table or view of the database, under an alias. */
export function tableSource(alias: string, table: ScopeTable): Source {
  const columns = table.columns.map(({name, sql = quoteIdentifier(name), ...column}) => ({
    name,
    term: columnTerm(`${quoteAlias(alias)}.${sql}`, column),
  }))
  const sqlOf = (name: string): string => columns.find(column => sameName(column.name, name))?.term.sql ?? ''
  return {alias, columns, keys: (table.keys ?? []).map(key => key.map(name => sqlOf(name)))}
}

/** The columns of a subquery as they are called from outside. */
export function derivedSource(
  alias: string,
  columns: readonly SourceColumn[],
  names: readonly string[] = [],
): Source {
  return {
    alias,
    keys: [],
    columns: columns.map(({name, term}, at) => {
      const outer = names[at] ?? name
      const {type, nullable, labels, scale} = term
      return {
        name: outer,
        term: atom(`${quoteAlias(alias)}.${quoteAlias(outer)}`, type, {nullable, labels, scale}),
      }
    }),
  }
}

/** The columns of rows that are missing are NULL as well. */
function zeroDateBeside({zeroDate}: Term): Term['zeroDate'] {
  return zeroDate === 'null' ? 'mixed' : zeroDate
}

/** The side of an outer join that may be missing. */
export function withNulls(sources: readonly Source[]): Source[] {
  return sources.map(source => ({
    ...source,
    columns: source.columns.map(({name, term}) => ({
      name,
      term: {...term, nullable: true, zeroDate: zeroDateBeside(term)},
    })),
  }))
}
