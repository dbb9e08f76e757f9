import type {SchemaNames} from '../assign-names.js'
import {convertDefault, NO_DEFAULT} from './convert-default.js'
import type {ConvertedColumn} from './convert-columns.js'
import type {GeneratedColumns} from './generated-columns.js'
import {generatedHazards} from './generated-hazards.js'
import type {Hazard} from '../../hazard.js'
import {isIdentityType} from './identity-values.js'
import type {MysqlTable} from '../../mysql-schema.js'
import type {PostgresColumn, PostgresIdentity} from '../../postgres-schema.js'
import {quoteMysqlIdentifier} from '../../quote.js'
import type {SqlScope} from '../../sql/translate-expression.js'
import type {ColumnCopy} from '../../table-copy.js'
import {groupedIdentityNote, identityHazard, invisibleColumnNote} from '../table-hazards.js'

/** The table that a column belongs to. */
export interface TableContext {
  table: MysqlTable
  /** The table's Postgres name. */
  target: string
  columns: ReadonlyMap<string, ConvertedColumn>
  generated: GeneratedColumns
  names: SchemaNames
  scope: SqlScope
}

/** A column of a Postgres table, how its values get there, and what does not. */
export interface ColumnOfTable {
  column: PostgresColumn
  copy: Omit<ColumnCopy, 'nullable'>
  hazards: Hazard[]
}

/** Makes the Postgres column of a column that has its name and type. */
export function postgresColumn(converted: ConvertedColumn, context: TableContext): ColumnOfTable {
  const {source, name, type} = converted
  const where = `${context.table.name}.${source.name}`
  const {sql, hazards} =
    converted.rule.default === 'drop' ? NO_DEFAULT : convertDefault(converted, where, context.scope)
  const computed = generatedColumn(converted, where, context.generated)
  const counted = identityOf(converted, where, context)
  return {
    column: {
      name,
      source: source.name,
      type: type.type,
      collation: type.collation?.name,
      nullable: isNullable(converted, context),
      defaultSql: computed.sql === null ? sql : null,
      generatedSql: computed.sql,
      identity: counted.identity,
      comment: source.comment,
    },
    copy: columnCopy(converted),
    hazards: [
      ...(type.hazards ?? []),
      ...hazards,
      ...computed.hazards,
      ...counted.hazards,
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

function generatedColumn(
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

function identityOf(
  {source, name, type, next}: ConvertedColumn,
  where: string,
  {names, table, target}: TableContext,
): {identity: PostgresIdentity | null; hazards: Hazard[]} {
  if (next === null) return {identity: null, hazards: []}
  if (!isIdentityType(type.type)) return {identity: null, hazards: identityHazard(where, source)}
  const identity = {sequence: names.claim(`${target}_${name}_seq`), next: String(next)}
  return {identity, hazards: groupedIdentityNote(table, source)}
}
