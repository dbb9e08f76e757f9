import type {SchemaNames} from './assign-names.js'
import {convertChecks} from './convert-checks.js'
import type {ConvertedColumn} from './columns/convert-columns.js'
import {convertIndexes, type ConvertedIndexes} from './indexes/convert-indexes.js'
import {convertPartitioning} from './partitions/convert-partitioning.js'
import {generatedColumns} from './columns/generated-columns.js'
import {generatedTrigger} from './columns/generated-trigger.js'
import {referencedColumns} from './find-table.js'
import type {Hazard} from '../hazard.js'
import type {MysqlSchema, MysqlTable} from '../mysql-schema.js'
import {onUpdateNotes, onUpdateTrigger} from './columns/on-update-trigger.js'
import {postgresColumn, type ColumnOfTable, type TableContext} from './columns/postgres-column.js'
import {namespace, type NameClaim} from './postgres-names.js'
import type {PostgresFunction, PostgresTable} from '../postgres-schema.js'
import type {TableSettings} from '../rules/migration-rules.js'
import type {TableCopy} from '../table-copy.js'
import type {TableProfile} from '../table-profile.js'
import {noKeyNote, periodHazard} from './table-hazards.js'
import {tableScope} from './table-scope.js'

/** What became of one table; its foreign keys come later, when all tables have their keys. */
export interface ConvertedTable {
  table: PostgresTable
  copy: TableCopy
  functions: PostgresFunction[]
  hazards: Hazard[]
  /** Takes a name among the table's constraints. */
  claim: NameClaim
}

/** Converts a table with its columns, keys, indexes, CHECKs and triggers. */
export function convertTable(
  table: MysqlTable,
  columns: ReadonlyMap<string, ConvertedColumn>,
  names: SchemaNames,
  schema: MysqlSchema,
  {rule, profile}: {rule: TableSettings; profile: TableProfile | undefined},
): ConvertedTable {
  const target = names.tables.get(table.name)!.name
  const scope = {...tableScope(columns, schema), sequence: (name: string) => names.sequences.get(name)}
  const context = {table, target, columns, generated: generatedColumns(columns, schema), names, scope}
  const converted = [...columns.values()].map(column => postgresColumn(column, context))
  const keys = convertIndexes({
    indexes: table.indexes,
    source: table.name,
    target,
    names,
    columns,
    scope,
    referenced: referencedColumns(table, schema),
    equalRows: profile?.equalRows ?? {},
  })
  const claim = namespace([keys.primaryKey, ...keys.uniqueKeys].flatMap(key => key?.name ?? []))
  const checks = convertChecks({table, target, columns, scope, claim})
  const triggers = [...convertOnUpdate(context), ...convertGenerated(context)]
  const {partitioning, hazards: partitionHazards} = convertPartitioning({
    table,
    target,
    columns,
    keys,
    names,
    rule,
  })
  return {
    table: {
      name: target,
      source: table.name,
      comment: table.comment,
      columns: converted.map(({column}) => column),
      primaryKey: keys.primaryKey,
      uniqueKeys: keys.uniqueKeys,
      indexes: keys.indexes,
      checks: checks.checks,
      foreignKeys: [],
      triggers: triggers.map(({trigger}) => trigger),
      partitioning,
    },
    copy: tableCopy(table, target, converted, keys),
    functions: triggers.map(found => found.function),
    hazards: [
      ...converted.flatMap(({hazards}) => hazards),
      ...keys.hazards,
      ...checks.hazards,
      ...onUpdateNotes(table),
      ...partitionHazards,
      ...periodHazard(table),
      ...(keys.primaryKey === null && keys.uniqueKeys.length === 0 ? [noKeyNote(table)] : []),
    ],
    claim,
  }
}

/** A NULL in place of a refused value must not reach a generated column that takes none. */
function tableCopy(
  {name}: MysqlTable,
  target: string,
  converted: readonly ColumnOfTable[],
  {primaryKey, uniqueKeys}: ConvertedIndexes,
): TableCopy {
  const all = converted.map(({column, copy}) => ({
    ...copy,
    nullable: column.nullable,
    generated: column.generatedSql !== null,
  }))
  const columns = all.flatMap(({generated, ...copy}) => (generated ? [] : [copy]))
  const computed = all.flatMap(({generated, ...copy}) => (generated ? [copy] : []))
  const strict = converted.some(({column}) => column.generatedSql !== null && !column.nullable)
  const required = new Map(
    columns.flatMap(column => (column.nullable ? [] : [[column.target, column.source]])),
  )
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniqueKeys]
  const key = keys.find(each => each.columns.every(column => required.has(column)))
  return {
    source: name,
    target,
    columns: columns.map(column => ({...column, nullable: column.nullable && !strict})),
    computed,
    key: key?.columns.map(column => required.get(column)!) ?? [],
  }
}

function convertOnUpdate({columns, names, target}: TableContext): ReturnType<typeof onUpdateTrigger>[] {
  const all = [...columns.values()]
  if (all.every(({source}) => !source.onUpdateNow)) return []
  return [onUpdateTrigger(all, names.claim(`${target}_on_update`))]
}

function convertGenerated({
  columns,
  generated,
  names,
  target,
}: TableContext): ReturnType<typeof generatedTrigger>[] {
  if ([...generated.values()].every(({kind}) => kind !== 'trigger')) return []
  return [generatedTrigger(columns, generated, names.claim(`${target}_set_generated`))]
}
