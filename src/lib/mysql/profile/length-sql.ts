import type {MysqlColumn} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

/** The expression for a value's length in bytes, for text in UTF-8 as Postgres will hold it. */
export function lengthSql({name, charset}: MysqlColumn): string {
  const value = quoteMysqlIdentifier(name)
  return `LENGTH(${charset === null ? value : `CONVERT(${value} USING utf8mb4)`})`
}
