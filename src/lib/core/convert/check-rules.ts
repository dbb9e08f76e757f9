import {findColumn} from './find-table.js'
import type {MysqlColumn, MysqlSchema, MysqlTable} from '../mysql-schema.js'
import type {ColumnSettings} from '../rules/migration-rules.js'
import {refuseRules, type ResolvedRules} from '../rules/resolve-rules.js'

/** Throws `bad-rules` with every column that cannot follow its rules, whatever its data. */
export function checkRules(schema: MysqlSchema, rules: ResolvedRules): void {
  refuseRules(
    schema.tables.flatMap(table =>
      table.columns.flatMap(column =>
        columnProblems(table, column, rules.column(column)).map(
          problem => `${table.name}.${column.name} ${problem}`,
        ),
      ),
    ),
  )
}

/** Fragments behind the column's name. */
function columnProblems(table: MysqlTable, column: MysqlColumn, {notNull}: ColumnSettings): string[] {
  return notNull === 'drop' && isPrimary(table, column)
    ? ['is in the primary key, which cannot be without its NOT NULL']
    : []
}

/** Whether a column is part of its table's primary key. */
export function isPrimary(table: MysqlTable, column: MysqlColumn): boolean {
  return table.indexes.some(
    ({name, parts}) =>
      name === 'PRIMARY' && parts.some(part => part.column && findColumn(table, part.column) === column),
  )
}
