import type {ConvertedColumn} from './columns/convert-columns.js'
import {findColumn, findTable} from './find-table.js'
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
      hazards.push(keyHazard(where, key, ends))
      continue
    }

    const orphans = profile?.orphans[key.name] ?? 0
    if (orphans > 0) hazards.push(orphanNote(where, key, orphans))
    const {columns, parentTable, parentColumns} = ends
    if (ends.lacksKey) {
      parentKeys.push({table: parentTable, columns: parentColumns})
      hazards.push(addedKeyNote(where, key))
    }

    const {onUpdate, onDelete} = key
    const name = claim(key.name)
    foreignKeys.push({name, columns, parentTable, parentColumns, onUpdate, onDelete, notValid: orphans > 0})
  }

  return {foreignKeys, parentKeys, hazards}
}

interface KeyEnds extends Pick<PostgresForeignKey, 'columns' | 'parentColumns' | 'parentTable'> {
  /** Whether the parent's columns are unique without a key that says so. */
  lacksKey: boolean
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
  const unique = keyAmong(target, parentNames)
  if (unique === 'none' || (unique === 'some' && !canBeKey(parent, key.parentColumns, context)))
    return `${parent.name} (${key.parentColumns.join(', ')}) is not a unique key`
  const differing = columns.find((column, index) => !areComparable(column, parentColumns[index]!))
  if (differing) return `${differing.source.name} and its parent have different types`
  return {
    columns: columns.map(({name}) => name),
    parentTable: target.name,
    parentColumns: parentNames,
    lacksKey: unique === 'some',
  }
}

/** An entry of Postgres' indexes has an end. */
function canBeKey(parent: MysqlTable, names: string[], {columns}: ForeignKeyContext): boolean {
  const parts = names.map(name => ({
    column: findColumn(parent, name)?.name ?? name,
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

function keyHazard(where: string, key: MysqlForeignKey, reason: string): Hazard {
  const source = `FOREIGN KEY (${key.columns.join(', ')}) REFERENCES ${key.parentTable} (${key.parentColumns.join(', ')})`
  return {
    code: 'foreign-key-not-converted',
    severity: 'blocks',
    where,
    message: `The foreign key cannot go over: ${reason}. All rows go over.`,
    remedy: 'Give the parent a unique key or correct the foreign key in MySQL, or allow it.',
    source,
  }
}

function addedKeyNote(where: string, {parentTable, parentColumns}: MysqlForeignKey): Hazard {
  return {
    code: 'unique-key-added',
    severity: 'notes',
    where,
    message: `${parentTable} (${parentColumns.join(', ')}) gets a unique key, which Postgres asks for; a key among these columns makes them unique already.`,
    remedy: 'Nothing to do. A foreign key to the shorter key alone would need no other one.',
  }
}

function orphanNote(where: string, key: MysqlForeignKey, count: number): Hazard {
  return {
    code: 'foreign-key-not-valid',
    severity: 'notes',
    where,
    message: `Rows without a parent in ${key.parentTable} (one in other letter case is none to Postgres) go over; the foreign key is created NOT VALID, so that it holds for new rows.`,
    remedy: 'Give those rows a parent or remove them, then: ALTER TABLE … VALIDATE CONSTRAINT ….',
    count,
  }
}
