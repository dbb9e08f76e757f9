import type {MysqlColumn, MysqlTable} from '../../mysql-schema.js'

/**
 * Whether a column holds JSON. MariaDB has no JSON type: its `JSON` is a longtext with the check ``json_valid(`column`)``,
 * https://mariadb.com/kb/en/json/.
 */
export function isJsonColumn(table: MysqlTable, column: MysqlColumn): boolean {
  if (column.dataType === 'json') return true
  return (
    column.dataType === 'longtext' &&
    table.checks.some(({expression}) => isJsonCheck(expression, column.name))
  )
}

/** Whether a check is the one that MariaDB adds to a JSON column; jsonb needs none. */
export function isJsonCheck(expression: string, column: string): boolean {
  const quoted = `\`${column.replaceAll('`', '``')}\``
  return expression.trim().toLowerCase() === `json_valid(${quoted.toLowerCase()})`
}
