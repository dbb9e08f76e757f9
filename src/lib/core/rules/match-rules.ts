import {isJsonColumn} from '../convert/columns/json-columns.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'
import type {ColumnMatch, TableRule} from './migration-rules.js'

/** Whether a rule for columns is for this one. */
export function matchesColumn(
  {column: name, type}: ColumnMatch,
  table: MysqlTable,
  column: MysqlColumn,
): boolean {
  return (
    (name === undefined || matches(name, `${table.name}.${column.name}`)) &&
    (type === undefined || typeNames(table, column).some(known => matches(type.toLowerCase(), known)))
  )
}

export function matchesTable(rule: TableRule, table: MysqlTable): boolean {
  return matches(rule.match, table.name)
}

/** Whether a rule is for one column only, so that what it says was meant for exactly this one. */
export function namesOneColumn({column}: ColumnMatch): boolean {
  return column !== undefined && !column.includes('*')
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text)
}

/** MariaDB prints `int(11) unsigned` where MySQL prints `int unsigned`, and has no JSON type. */
function typeNames(table: MysqlTable, column: MysqlColumn): string[] {
  const {dataType, columnType} = column
  const full = columnType.toLowerCase()
  const plain = dataType.endsWith('int') ? [full.replace(/^(\w+)\(\d+\)/, '$1')] : []
  return isJsonColumn(table, column) ? ['json'] : [full, dataType, ...plain]
}
