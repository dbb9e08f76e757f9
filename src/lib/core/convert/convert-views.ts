import type {RelationNames, SchemaNames} from './assign-names.js'
import type {ConvertedColumn} from './columns/convert-columns.js'
import {findTable} from './find-table.js'
import type {Hazard} from '../hazard.js'
import type {MysqlIndex, MysqlSchema, MysqlTable, MysqlView} from '../mysql-schema.js'
import type {PostgresView} from '../postgres-schema.js'
import {quoteIdentifier, quoteQualified} from '../quote.js'
import type {ScopeTable, ScopeTableColumn, SqlScope} from '../sql/sql-scope.js'
import {translateView, type ViewTranslation} from '../sql/translate-view.js'
import {scopeColumn} from './table-scope.js'
import {viewHazard, viewNotes} from './view-hazards.js'

/** Translates the views, those that others read first; one that cannot be is a hazard with its text. */
export function convertViews(
  schema: MysqlSchema,
  names: SchemaNames,
  columns: ReadonlyMap<string, ReadonlyMap<string, ConvertedColumn>>,
): {views: PostgresView[]; hazards: Hazard[]} {
  const views: PostgresView[] = []
  const hazards: Hazard[] = []
  const done = new Map<string, ScopeTable | undefined>()

  const convert = (view: MysqlView): ScopeTable | undefined => {
    if (done.has(view.name)) return done.get(view.name)
    done.set(view.name, undefined)
    const translated = translateView(view.select, scope)
    if (!translated.ok) {
      hazards.push(viewHazard(view, translated.reason))
      return undefined
    }

    hazards.push(...viewNotes(view, translated))
    const target = names.views.get(view.name)!
    views.push({
      name: target.name,
      source: view.name,
      sql: translated.sql,
      columns: [...target.columns.values()],
    })
    const found = scopeOfView(target, translated)
    done.set(view.name, found)
    return found
  }

  const scope: SqlScope = {
    database: schema.database,
    flavor: schema.server.flavor,
    defaults: schema.server.defaults,
    column(): undefined {},
    table(name) {
      const table = findTable(schema, name)
      if (table) return scopeOfTable(table, names.tables.get(table.name)!, columns.get(table.name)!)
      const view = schema.views.find(found => found.name.toLowerCase() === name.toLowerCase())
      return view && convert(view)
    },
  }

  for (const view of schema.views) convert(view)
  return {views, hazards}
}

function scopeOfTable(
  table: MysqlTable,
  {name}: RelationNames,
  columns: ReadonlyMap<string, ConvertedColumn>,
): ScopeTable {
  return {
    sql: quoteQualified(name),
    columns: [...columns.values()].map(column => ({...scopeColumn(column), name: column.source.name})),
    keys: table.indexes.filter(index => isStrictKey(index, columns)).map(index => keyColumns(index)),
  }
}

/** A key without NULLs, whose columns decide all others. */
function isStrictKey(index: MysqlIndex, columns: ReadonlyMap<string, ConvertedColumn>): boolean {
  return (
    index.unique &&
    index.parts.every(({column, prefix}) => {
      const found = columns.get(column ?? '')
      return found && prefix === null && !found.source.nullable && !found.type.takesNull
    })
  )
}

function keyColumns({parts}: MysqlIndex): string[] {
  return parts.flatMap(({column}) => column ?? [])
}

/** MySQL names the columns of views as those of tables; in Postgres they have the names given to CREATE VIEW. */
function scopeOfView(
  {name, columns}: RelationNames,
  {columns: types, collation}: ViewTranslation & {ok: true},
): ScopeTable {
  const all: ScopeTableColumn[] = [...columns].map(([source, target], index) => ({
    name: source,
    sql: quoteIdentifier(target),
    type: types[index]?.type ?? 'text',
    collation,
  }))
  return {sql: quoteQualified(name), columns: all}
}
