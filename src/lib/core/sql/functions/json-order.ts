import {turned, type ComparisonSign} from '../comparison-sign.js'
import type {Context} from '../context.js'
import {isNumber} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {atom, operand, type Term} from '../term.js'

/**
 * Order between a JSON value and a number. MySQL puts JSON's null below all numbers and everything else above them,
 * https://dev.mysql.com/doc/refman/9.0/en/json.html#json-comparison.
 */
export function jsonOrder(left: Term, sign: ComparisonSign, right: Term, context: Context): Term {
  if (left.kind !== 'json') return jsonOrder(right, turned(sign), left, context)
  if (context.flavor === 'mariadb')
    return refuse('json is compared with a number, which MariaDB reads out of its text')
  if (!isNumber(right.kind)) return refuse('the order of json values is compared')
  const type = `jsonb_typeof(${left.sql})`
  const number = `(${operand(left)} #>> '{}')::numeric ${sign} ${operand(right)}`
  const other = sign.startsWith('<') ? `${type} = 'null'` : `${type} <> 'null'`
  return atom(`CASE ${type} WHEN 'number' THEN ${number} ELSE ${other} END`, 'boolean')
}
