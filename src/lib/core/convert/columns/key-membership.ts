import {findColumn} from '../find-table.js'
import type {MysqlColumn, MysqlTable} from '../../mysql-schema.js'

/** Whether a column is part of its table's primary key. */
export function isInPrimaryKey(table: MysqlTable, column: MysqlColumn): boolean {
  return table.indexes.some(
    ({name, parts}) =>
      name === 'PRIMARY' && parts.some(part => part.column && findColumn(table, part.column) === column),
  )
}

/** Whether a column is part of a unique key or of the primary key. */
export function isInUniqueKey({indexes}: MysqlTable, {name}: MysqlColumn): boolean {
  return indexes.some(({unique, parts}) => unique && parts.some(({column}) => column === name))
}
