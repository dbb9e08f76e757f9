import type {SchemaNames} from './assign-names.js'
import {convertDefault, NO_DEFAULT} from './columns/convert-default.js'
import {convertChecks} from './convert-checks.js'
import type {ConvertedColumn} from './columns/convert-columns.js'
import {convertIndexes, type ConvertedIndexes} from './indexes/convert-indexes.js'
import {convertPartitioning} from './partitions/convert-partitioning.js'
import {generatedColumns, generatedHazards, type GeneratedColumns} from './columns/generated-columns.js'
import {generatedTrigger} from './columns/generated-trigger.js'
import {referencedColumns} from './find-table.js'
import type {Hazard} from '../hazard.js'
import {isIdentityType} from './columns/identity.js'
import type {MysqlSchema, MysqlTable} from '../mysql-schema.js'
import {onUpdateNotes, onUpdateTrigger} from './columns/on-update-trigger.js'
import {namespace, type NameClaim} from './postgres-names.js'
import type {PostgresColumn, PostgresFunction, PostgresIdentity, PostgresTable} from '../postgres-schema.js'
import {quoteMysqlIdentifier} from '../quote.js'
import type {TableSettings} from '../rules/migration-rules.js'
import type {SqlScope} from '../sql/translate-expression.js'
import type {ColumnCopy, TableCopy} from '../table-copy.js'
import type {TableProfile} from '../table-profile.js'
import {
  groupedIdentityNote,
  identityHazard,
  invisibleColumnNote,
  noKeyNote,
  periodHazard,
} from './table-hazards.js'
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

interface TableContext {
  table: MysqlTable
  target: string
  columns: ReadonlyMap<string, ConvertedColumn>
  generated: GeneratedColumns
  names: SchemaNames
  scope: SqlScope
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
  const converted = [...columns.values()].map(column => convertColumn(column, context))
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
  converted: readonly ConvertedTableColumn[],
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

interface ConvertedTableColumn {
  column: PostgresColumn
  copy: Omit<ColumnCopy, 'nullable'>
  hazards: Hazard[]
}

function convertColumn(converted: ConvertedColumn, context: TableContext): ConvertedTableColumn {
  const {source, name, type} = converted
  const where = `${context.table.name}.${source.name}`
  const {sql, hazards} =
    converted.rule.default === 'drop' ? NO_DEFAULT : convertDefault(converted, where, context.scope)
  const computed = computedColumn(converted, where, context.generated)
  const counting = countingColumn(converted, where, context)
  return {
    column: {
      name,
      source: source.name,
      type: type.type,
      collation: type.collation?.name,
      nullable: isNullable(converted, context),
      defaultSql: computed.sql === null ? sql : null,
      generatedSql: computed.sql,
      identity: counting.identity,
      comment: source.comment,
    },
    copy: columnCopy(converted),
    hazards: [
      ...(type.hazards ?? []),
      ...hazards,
      ...computed.hazards,
      ...counting.hazards,
      ...(source.invisible ? [invisibleColumnNote(where)] : []),
    ],
  }
}

/** What is computed from a value that became NULL can be NULL, too. */
function isNullable({source, type, rule}: ConvertedColumn, {columns}: TableContext): boolean {
  if (source.nullable || type.takesNull || rule.notNull === 'drop') return true
  return source.generated !== null && [...columns.values()].some(column => column.type.takesNull)
}

function columnCopy({source, name, type}: ConvertedColumn): Omit<ColumnCopy, 'nullable'> {
  const quoted = quoteMysqlIdentifier(source.name)
  const select = type.select ? type.select(quoted) : quoted
  const original = type.original && {...type.original, select: type.original.select(quoted)}
  return {source: source.name, select, target: name, encoding: type.encoding, ...(original && {original})}
}

function computedColumn(
  {source}: ConvertedColumn,
  where: string,
  generated: GeneratedColumns,
): {sql: string | null; hazards: Hazard[]} {
  const found = generated.get(source.name)
  if (!source.generated || !found) return {sql: null, hazards: []}
  return {
    sql: found.kind === 'computed' ? found.sql : null,
    hazards: generatedHazards(where, source.generated, found),
  }
}

function countingColumn(
  {source, name, type, next}: ConvertedColumn,
  where: string,
  {names, table, target}: TableContext,
): {identity: PostgresIdentity | null; hazards: Hazard[]} {
  if (next === null) return {identity: null, hazards: []}
  if (!isIdentityType(type.type)) return {identity: null, hazards: identityHazard(where, source)}
  const identity = {sequence: names.claim(`${target}_${name}_seq`), next: String(next)}
  return {identity, hazards: groupedIdentityNote(table, source)}
}
