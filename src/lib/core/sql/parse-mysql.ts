import {MySqlDialect, Parser} from '@guanmingchiu/sqlparser-ts'

import {normaliseMysql} from './normalise-mysql.js'
import {onlyFields} from './only-fields.js'
import {refuse} from './refused.js'
import type {Expression, Query} from './syntax-tree.js'

/** The server brackets every operator, so its text is deeply nested. */
const RECURSION_LIMIT = 400

/** Parses one expression. */
export function parseExpression(sql: string): Expression {
  const query = parseQuery(`select ${sql}`)
  onlyFields(query, ['body'], 'an expression')
  if (!('Select' in query.body)) return refuse('it is not a single expression')
  onlyFields(query.body.Select, ['projection', 'group_by'], 'an expression')
  const [item, ...others] = query.body.Select.projection
  if (item === undefined || !('UnnamedExpr' in item) || others.length > 0)
    return refuse('it is not a single expression')
  return item.UnnamedExpr
}

/** Parses one SELECT. The parser must have been loaded. */
export function parseQuery(sql: string): Query {
  const [statement, ...others] = parse(normaliseMysql(sql)) as unknown as {Query?: Query}[]
  if (statement?.Query === undefined || others.length > 0) return refuse('it is not a single SELECT')
  return statement.Query
}

function parse(sql: string): unknown[] {
  try {
    return new Parser(new MySqlDialect()).withRecursionLimit(RECURSION_LIMIT).parse(sql)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return refuse(
      `its syntax is not known (${message.replace(/^sql parser error: /, '').replace(/ at Line.*$/, '')})`,
    )
  }
}
