import type {MysqlServer} from '../core/mysql-schema.js'

import {unescape} from './unescape.js'

/**
 * The text of an expression as the server means it. From version 8 on, MySQL's information_schema shows generated
 * columns, checks, index parts and defaults with all quotes and backslashes escaped once more.
 */
export function expressionText({flavor, version}: MysqlServer, shown: string): string {
  return flavor === 'mysql' && !version.startsWith('5.') ? unescape(shown) : shown
}
