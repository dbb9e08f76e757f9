import {findColumn, findTable} from '../find-table.js'
import {nextValue, wholePart} from './identity-values.js'
import type {MysqlColumn, MysqlForeignKey, MysqlSchema, MysqlTable} from '../../mysql-schema.js'
import type {ColumnProfile, DataProfile} from '../../table-profile.js'

/** Columns that foreign keys connect, directly or through others: they all take one Postgres type. */
export interface ColumnFamily {
  /** Whether any foreign key is involved. */
  connected: boolean
  /** What was counted in its columns, put together. */
  profile: ColumnProfile
  /** The largest next AUTO_INCREMENT value in it. */
  next: bigint | null
}

export type FindFamily = (table: MysqlTable, column: MysqlColumn) => ColumnFamily

/** Groups all columns of a schema by the foreign keys between them (union-find). */
export function columnFamilies(schema: MysqlSchema, profile: DataProfile): FindFamily {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    const parent = parents.get(key)
    return parent === undefined ? key : rootOf(parent)
  }

  for (const [child, parent] of connections(schema)) {
    const [from, to] = [rootOf(child), rootOf(parent)]
    if (from !== to) parents.set(from, to)
  }

  const linked = new Set(connections(schema).flat().map(rootOf))
  const families = new Map<string, ColumnFamily>()
  for (const table of schema.tables)
    for (const column of table.columns) {
      const root = rootOf(columnKey(table, column))
      const family = families.get(root) ?? {connected: linked.has(root), profile: {}, next: null}
      addColumn(family, table, column, profile)
      families.set(root, family)
    }

  return (table, column) => families.get(rootOf(columnKey(table, column)))!
}

function connections(schema: MysqlSchema): [string, string][] {
  return schema.tables.flatMap(table => table.foreignKeys.flatMap(key => keyConnections(schema, table, key)))
}

function keyConnections(schema: MysqlSchema, table: MysqlTable, key: MysqlForeignKey): [string, string][] {
  const parent = key.parentDatabase === schema.database ? findTable(schema, key.parentTable) : undefined
  if (!parent) return []
  return key.columns.flatMap((name, index) => {
    const column = findColumn(table, name)
    const parentColumn = findColumn(parent, key.parentColumns[index] ?? '')
    if (!column || !parentColumn) return []
    return [[columnKey(table, column), columnKey(parent, parentColumn)] satisfies [string, string]]
  })
}

function columnKey(table: MysqlTable, column: MysqlColumn): string {
  return JSON.stringify([table.name, column.name])
}

function addColumn(family: ColumnFamily, table: MysqlTable, column: MysqlColumn, profile: DataProfile): void {
  const found = profile[table.name]?.columns[column.name] ?? {}
  family.profile = {
    min: pick(family.profile.min, found.min, (a, b) => a < b),
    max: pick(family.profile.max, found.max, (a, b) => a > b),
    timesOutOfDay: (family.profile.timesOutOfDay ?? 0) + (found.timesOutOfDay ?? 0),
    emptyLabels: (family.profile.emptyLabels ?? 0) + (found.emptyLabels ?? 0),
    otherThanPoints: (family.profile.otherThanPoints ?? 0) + (found.otherThanPoints ?? 0),
  }
  if (!column.autoIncrement) return
  const next = nextValue(table, found)
  if (family.next === null || next > family.next) family.next = next
}

function pick(
  one: string | null | undefined,
  other: string | null | undefined,
  isFirst: (a: bigint, b: bigint) => boolean,
): string | null {
  if (one === null || one === undefined) return other ?? null
  if (other === null || other === undefined) return one
  return isFirst(wholePart(one), wholePart(other)) ? one : other
}
