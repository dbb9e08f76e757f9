import type {MysqlColumn, MysqlTable} from '../../core/mysql-schema.js'

import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * Corrects expressions in which MariaDB's information_schema shows `????` for each character outside the basic plane;
 * SHOW CREATE TABLE has them whole. MySQL does not do this.
 */
export async function restoreExpressions(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
): Promise<MysqlTable> {
  if (!JSON.stringify(table).includes(LOST)) return table
  const answer = await connection.attempt<{'Create Table'?: string}>(
    `SHOW CREATE TABLE ${qualifiedName(database, table.name)}`,
  )
  const whole = 'rows' in answer ? (answer.rows[0]?.['Create Table'] ?? '') : ''
  return {
    ...table,
    columns: table.columns.map(column => restoreColumn(column, whole)),
    checks: table.checks.map(check => ({...check, expression: restore(check.expression, whole)})),
  }
}

const LOST = '????'

function restoreColumn(column: MysqlColumn, whole: string): MysqlColumn {
  const {default: value, generated} = column
  return {
    ...column,
    default: value?.kind === 'expression' ? {...value, sql: restore(value.sql, whole)} : value,
    generated: generated && {...generated, expression: restore(generated.expression, whole)},
  }
}

/** The part of the whole text that matches the shown one. A text may hold question marks of its own. */
function restore(shown: string, whole: string): string {
  if (!shown.includes(LOST)) return shown
  const parts = shown.split(/\?{4,}/).map(part => part.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(parts.join(String.raw`[?\u{10000}-\u{10FFFF}]+`), 'u').exec(whole)?.[0] ?? shown
}
