import type {ConvertedColumn} from './columns/convert-columns.js'
import {findColumn, findTable} from './find-table.js'
import {addedKeyHazard, foreignKeyHazard, orphanNote, type Uniqueness} from './foreign-key-hazards.js'
import type {Hazard} from '../hazard.js'
import type {MysqlForeignKey, MysqlSchema, MysqlTable} from '../mysql-schema.js'
import {isTooLong} from './indexes/long-values.js'
import {keyAmong, type ParentKey} from './parent-keys.js'
import type {NameClaim} from './postgres-names.js'
import type {PostgresForeignKey, PostgresTable} from '../postgres-schema.js'
import type {TableProfile} from '../table-profile.js'

/** What the foreign keys of all tables are converted with: every table has to have its keys by then. */
export interface ForeignKeyContext {
  schema: MysqlSchema
  /** Columns by MySQL table and column name. */
  columns: ReadonlyMap<string, ReadonlyMap<string, ConvertedColumn>>
  /** Postgres tables by MySQL name. */
  tables: ReadonlyMap<string, PostgresTable>
}

/** Converts one table's foreign keys; one that Postgres would refuse is a hazard, and orphans never fail a restore. */
export function convertForeignKeys(
  table: MysqlTable,
  profile: TableProfile | undefined,
  claim: NameClaim,
  context: ForeignKeyContext,
): {foreignKeys: PostgresForeignKey[]; parentKeys: ParentKey[]; hazards: Hazard[]} {
  const foreignKeys: PostgresForeignKey[] = []
  const parentKeys: ParentKey[] = []
  const hazards: Hazard[] = []
  for (const key of table.foreignKeys) {
    const where = `${table.name}.${key.name}`
    const ends = keyEnds(table, key, context)
    if (typeof ends === 'string') {
      hazards.push(foreignKeyHazard(where, key, ends))
      continue
    }

    const orphans = profile?.orphans[key.name] ?? 0
    if (orphans > 0) hazards.push(orphanNote(where, key, orphans))
    const {columns, parentTable, parentColumns} = ends
    if (ends.unique !== 'by-key') {
      parentKeys.push({table: parentTable, columns: parentColumns})
      hazards.push(addedKeyHazard(where, key, ends.unique))
    }

    const {onUpdate, onDelete} = key
    const name = claim(key.name)
    foreignKeys.push({name, columns, parentTable, parentColumns, onUpdate, onDelete, notValid: orphans > 0})
  }

  return {foreignKeys, parentKeys, hazards}
}

interface KeyEnds extends Pick<PostgresForeignKey, 'columns' | 'parentColumns' | 'parentTable'> {
  unique: Uniqueness
}

/** Both ends of a foreign key in Postgres, or why there are none. */
function keyEnds(table: MysqlTable, key: MysqlForeignKey, context: ForeignKeyContext): KeyEnds | string {
  if (key.parentDatabase !== context.schema.database)
    return `its parent is in another database (${key.parentDatabase})`
  const parent = findTable(context.schema, key.parentTable)
  const target = parent && context.tables.get(parent.name)
  if (!parent || !target) return `its parent table ${key.parentTable} does not exist`
  const columns = endColumns(table, key.columns, context)
  const parentColumns = endColumns(parent, key.parentColumns, context)
  if (!columns || !parentColumns) return 'one of its columns does not exist'
  const parentNames = parentColumns.map(({name}) => name)
  const unique = uniquenessOf(parent, target, parentColumns, context)
  if (!unique) return `${parent.name} (${key.parentColumns.join(', ')}) is not a unique key`
  const differing = columns.find((column, index) => !areComparable(column, parentColumns[index]!))
  if (differing) return `${differing.source.name} and its parent have different types`
  return {
    columns: columns.map(({name}) => name),
    parentTable: target.name,
    parentColumns: parentNames,
    unique,
  }
}

function uniquenessOf(
  parent: MysqlTable,
  target: PostgresTable,
  columns: ConvertedColumn[],
  context: ForeignKeyContext,
): Uniqueness | undefined {
  const among = keyAmong(
    target,
    columns.map(({name}) => name),
  )
  if (among === 'all') return 'by-key'
  if (among === 'some') return canBeKey(parent, columns, context) ? 'by-shorter-key' : undefined
  return columns.length === 1 && columns[0]!.uniqueAutoIncrement ? 'by-auto-increment' : undefined
}

/** Whether the values fit into an index of Postgres. */
function canBeKey(parent: MysqlTable, ends: ConvertedColumn[], {columns}: ForeignKeyContext): boolean {
  const parts = ends.map(({source}) => ({
    column: source.name,
    expression: null,
    prefix: null,
    descending: false,
  }))
  const index = {name: '', kind: 'btree', unique: true, visible: true, comment: '', parts} as const
  return !isTooLong(index, columns.get(parent.name)!)
}

function endColumns(
  table: MysqlTable,
  names: string[],
  context: ForeignKeyContext,
): ConvertedColumn[] | null {
  const found = names.map(name => {
    const column = findColumn(table, name)
    return column && context.columns.get(table.name)?.get(column.name)
  })
  return found.every(column => column !== undefined) ? found : null
}

function areComparable(one: ConvertedColumn, other: ConvertedColumn): boolean {
  return one.type.type === other.type.type || typeFamily(one.type.type) === typeFamily(other.type.type)
}

/** `varchar(10)` and `text` compare, as all integers do; two enums never. */
function typeFamily(type: string): string {
  if (/^(?:smallint|integer|bigint)$/.test(type)) return 'integer'
  return /^(?:varchar|text$)/.test(type) ? 'text' : type.replace(/\(.*\)$/, '')
}
