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

/** Why the parent's columns are unique: a key says so, or one among them, or they count and no value is there twice. */
type Uniqueness = 'by-counting' | 'by-key' | 'by-shorter-key'

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
  return columns.length === 1 && columns[0]!.countsOnce ? 'by-counting' : undefined
}

/** An entry of Postgres' indexes has an end. */
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

/** A shorter key makes the columns unique for ever; values that count may be there twice one day in MySQL only. */
function addedKeyHazard(
  where: string,
  {parentTable, parentColumns}: MysqlForeignKey,
  unique: Uniqueness,
): Hazard {
  const counts = unique === 'by-counting'
  const why = counts
    ? 'AUTO_INCREMENT gave its values and all differ, but MySQL would let equal ones in'
    : 'a key among these columns makes them unique already'
  return {
    code: 'unique-key-added',
    severity: counts ? 'blocks' : 'notes',
    where,
    message: `${parentTable} (${parentColumns.join(', ')}) gets a unique key, which Postgres asks for: ${why}.`,
    remedy: counts
      ? 'Allow it when the app never writes a value that is there already, or drop the foreign key in MySQL.'
      : 'Nothing to do. A foreign key to the shorter key alone would need no other one.',
  }
}

function orphanNote(where: string, key: MysqlForeignKey, count: number): Hazard {
  return {
    code: 'foreign-key-not-valid',
    severity: 'notes',
    where,
    message: `Rows without a parent in ${key.parentTable} go over (Postgres does not find a parent that differs in case); the foreign key is created NOT VALID, so it holds for new rows only.`,
    remedy: 'Give those rows a parent or remove them, then: ALTER TABLE … VALIDATE CONSTRAINT ….',
    count,
  }
}
