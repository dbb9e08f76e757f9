import {columnFamilies, type ColumnFamily, type FindFamily} from './column-families.js'
import {withCollation} from '../text/column-collations.js'
import type {ColumnContext, ColumnType} from './column-type.js'
import {typeRule} from './column-types.js'
import type {SchemaNames} from '../assign-names.js'
import {nextValue} from './identity-values.js'
import {isInPrimaryKey, isInUniqueKey} from './key-membership.js'
import type {MysqlColumn, MysqlSchema, MysqlTable} from '../../mysql-schema.js'
import type {PostgresEnum} from '../../postgres-schema.js'
import {quoteQualified} from '../../quote.js'
import type {ColumnSettings} from '../../rules/migration-rules.js'
import type {ResolvedRules} from '../../rules/resolve-rules.js'
import type {DataProfile} from '../../table-profile.js'

/** A MySQL column with the name and type it gets. */
export interface ConvertedColumn {
  source: MysqlColumn
  /** What rules decide about it. */
  rule: ColumnSettings
  name: string
  type: ColumnType
  /** The next value of an AUTO_INCREMENT column. */
  next: bigint | null
  /** Whether it is an AUTO_INCREMENT column in which no value occurs twice. */
  uniqueAutoIncrement: boolean
  /** Bytes of the longest value, where that was counted. */
  longest: number | undefined
  /** How many values of a generated number are the smallest or the largest of its type. */
  atBounds?: number
}

/** The columns of all tables, by MySQL table and column name, and the enum types they use. */
export interface ConvertedColumns {
  tables: Map<string, Map<string, ConvertedColumn>>
  enums: PostgresEnum[]
}

/** Chooses the types of all columns together, because foreign keys tie columns of different tables to one type. */
export function convertColumns(
  schema: MysqlSchema,
  profile: DataProfile,
  names: SchemaNames,
  rules: ResolvedRules,
): ConvertedColumns {
  const familyOf = columnFamilies(schema, profile)
  const enums = enumNamer(names)
  const convert = (table: MysqlTable, column: MysqlColumn): ConvertedColumn => {
    const family = familyOf(table, column)
    const {name, columns} = names.tables.get(table.name)!
    const rule = rules.column(column)
    const context = {...columnContext(table, column, familyOf, profile), rule}
    const type = withCollation(typeRule(table, column, rule).convert(context), table, context)
    const columnName = columns.get(column.name)!
    return {
      source: column,
      rule,
      name: columnName,
      type: type.labels
        ? {...type, type: quoteQualified(enums.nameOf(family, type.labels, `${name}_${columnName}`))}
        : type,
      next: column.autoIncrement ? nextValue(table, profile[table.name]?.columns[column.name] ?? {}) : null,
      uniqueAutoIncrement: column.autoIncrement && profile[table.name]?.columns[column.name]?.repeated === 0,
      longest: profile[table.name]?.columns[column.name]?.longest,
      atBounds: profile[table.name]?.columns[column.name]?.atBounds,
    }
  }

  const tables = new Map(
    schema.tables.map(table => [
      table.name,
      new Map(table.columns.map(column => [column.name, convert(table, column)])),
    ]),
  )
  return {tables, enums: enums.all}
}

function columnContext(
  table: MysqlTable,
  column: MysqlColumn,
  familyOf: FindFamily,
  profile: DataProfile,
): Omit<ColumnContext, 'rule'> {
  const family = familyOf(table, column)
  const primary = isInPrimaryKey(table, column)
  return {
    column,
    where: `${table.name}.${column.name}`,
    primary,
    keyed: primary || family.connected,
    unique: isInUniqueKey(table, column),
    profile: profile[table.name]?.columns[column.name] ?? {},
    family: family.profile,
    next: family.next,
  }
}

/** Columns that foreign keys connect share one enum type; Postgres cannot compare two of them. */
function enumNamer(names: SchemaNames): {
  all: PostgresEnum[]
  nameOf: (family: ColumnFamily, labels: string[], wish: string) => string
} {
  const all: PostgresEnum[] = []
  const shared = new Map<ColumnFamily, PostgresEnum>()
  const nameOf = (family: ColumnFamily, labels: string[], wish: string): string => {
    const known = shared.get(family)
    if (known && JSON.stringify(known.labels) === JSON.stringify(labels)) return known.name
    const created = {name: names.claim(wish), labels}
    all.push(created)
    shared.set(family, created)
    return created.name
  }

  return {all, nameOf}
}
