import {quoteIdentifier} from '../../quote.js'
import {quoteAlias} from '../quote-alias.js'
import {refuse} from '../refused.js'
import type {ScopeTable} from '../sql-scope.js'
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

/** Tables whose columns may all be NULL: the optional side of an outer join, or any table under ROLLUP. */
export function withNulls(sources: readonly Source[]): Source[] {
  return sources.map(source => ({
    ...source,
    columns: source.columns.map(({name, term}) => ({
      name,
      // A NULL no longer has to stand for `0000-00-00`.
      term: {...term, nullable: true, zeroDate: term.zeroDate === 'null' ? 'mixed' : term.zeroDate},
    })),
  }))
}
