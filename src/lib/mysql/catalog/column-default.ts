import type {MysqlDefault, MysqlServer} from '../../core/mysql-schema.js'

import {expressionText} from './expression-text.js'
import {unescape} from './unescape.js'

/** The fields of information_schema.columns that decide what a default means. */
export interface ShownDefault {
  shown: string | null
  dataType: string
  nullable: boolean
  extra: string
}

/**
 * Makes sense of `column_default`, which MariaDB shows as SQL (`'x'`, `NULL`, `current_timestamp()`) and MySQL as the
 * bare value, with the word DEFAULT_GENERATED in `extra` when it is an expression.
 */
export function columnDefault(server: MysqlServer, column: ShownDefault): MysqlDefault | null {
  if (column.shown === null) return column.nullable ? {kind: 'null'} : null
  return server.flavor === 'mariadb'
    ? mariadbDefault(column.shown)
    : mysqlDefault(server, column, column.shown)
}

function mariadbDefault(shown: string): MysqlDefault {
  if (shown === 'NULL') return {kind: 'null'}
  if (QUOTED.test(shown)) return {kind: 'literal', value: unescape(shown.slice(1, -1).replaceAll("''", "'"))}
  return NUMBER.test(shown) ? {kind: 'literal', value: shown} : {kind: 'expression', sql: shown}
}

function mysqlDefault(server: MysqlServer, column: ShownDefault, shown: string): MysqlDefault {
  if (column.extra.includes('DEFAULT_GENERATED'))
    return {kind: 'expression', sql: expressionText(server, shown)}
  // 5.7 has no DEFAULT_GENERATED; this is the only expression that it accepts.
  if (/^(?:datetime|timestamp)$/.test(column.dataType) && /^current_timestamp/i.test(shown))
    return {kind: 'expression', sql: shown}
  if (column.dataType === 'bit') return {kind: 'expression', sql: shown}
  return {kind: 'literal', value: shown}
}

/** A single string literal: quotes in it are doubled or escaped. */
const QUOTED = /^'(?:[^'\\]|''|\\.)*'$/s
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
