import {fixedBytes, headerBytes, INLINE_BYTES, POINTER_BYTES} from '../../core/convert/wide-rows.js'
import type {MysqlColumn, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

import {lengthSql} from './length-sql.js'

/** The aggregate that gives the bytes that the widest row of a table keeps in its page in Postgres, without padding. */
export function rowWidthSql(table: MysqlTable): string {
  const values = table.columns.map(column => valueBytes(column))
  const nulls = table.columns.map(({name}) => `(${quoteMysqlIdentifier(name)} IS NULL)`)
  const header = `IF(${sum(nulls)} = 0, ${headerBytes(0)}, ${headerBytes(table.columns.length)})`
  return `COALESCE(MAX(${header} + ${sum(values)}), 0)`
}

/** Bracketed in halves: a chain of a thousand terms overruns the stack of MariaDB's parser. */
function sum(terms: readonly string[]): string {
  if (terms.length === 1) return terms[0]!
  const middle = terms.length >> 1
  return `(${sum(terms.slice(0, middle))} + ${sum(terms.slice(middle))})`
}

function valueBytes(column: MysqlColumn): string {
  const name = quoteMysqlIdentifier(column.name)
  const fixed = fixedBytes(column)
  if (fixed !== undefined) return `IF(${name} IS NULL, 0, ${fixed})`
  const length = lengthSql(column)
  return `IF(${name} IS NULL, 0, IF(${length} > ${INLINE_BYTES}, ${POINTER_BYTES}, ${length} + 1))`
}
