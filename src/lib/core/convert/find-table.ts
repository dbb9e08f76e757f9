import type {MysqlColumn, MysqlSchema, MysqlTable} from '../mysql-schema.js'

/** The table of a name; foreign keys may spell it in other letters (lower_case_table_names). */
export function findTable(schema: MysqlSchema, name: string): MysqlTable | undefined {
  return find(schema.tables, name)
}

/** The column of a name, in whatever case: MySQL's column names have none. */
export function findColumn(table: MysqlTable, name: string): MysqlColumn | undefined {
  return find(table.columns, name)
}

/** The sets of a table's columns that foreign keys of the schema refer to. */
export function referencedColumns(table: MysqlTable, schema: MysqlSchema): string[][] {
  return schema.tables
    .flatMap(({foreignKeys}) => foreignKeys)
    .filter(({parentTable}) => findTable(schema, parentTable) === table)
    .map(({parentColumns}) => parentColumns.map(name => findColumn(table, name)?.name ?? name))
}

function find<T extends {name: string}>(all: readonly T[], name: string): T | undefined {
  return (
    all.find(item => item.name === name) ?? all.find(item => item.name.toLowerCase() === name.toLowerCase())
  )
}
