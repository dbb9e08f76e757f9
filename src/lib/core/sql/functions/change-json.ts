import type {Context} from '../context.js'
import {jsonMember} from './json-member.js'
import {pathKeys, pathLiteral, toJson} from './json-path.js'
import {refuse} from '../refused.js'
import {between, type SqlFunction} from '../sql-function.js'
import {atom, isNull, operand, type Term} from '../term.js'

/** One change of a document; all of it is finished SQL. */
export interface JsonChange {
  document: string
  /** A text array of keys. */
  place: string
  value: string
}

/**
 * A function that changes a document at one place after the other. Where the place is in no object, MySQL leaves the
 * document as it is, and Postgres would fail.
 */
export function changeJson(
  write: (change: JsonChange) => string,
  {takesValues = true}: {takesValues?: boolean} = {},
): SqlFunction {
  const step = takesValues ? 2 : 1
  // Each change has the document in it several times.
  return between(1 + step, 1 + 3 * step, ([document, ...rest], context) => {
    if (document === undefined || rest.length % step > 0) return refuse('it needs a value for each path')
    let sql = operand(toJson(document, context))
    for (let at = 0; at < rest.length; at += step) {
      const keys = keysOf(rest[at]!)
      const value = takesValues ? jsonValue(rest[at + 1]!, context) : ''
      const change = write({document: sql, place: pathLiteral(keys), value})
      const parent = `jsonb_typeof(${sql} #> ${pathLiteral(keys.slice(0, -1))})`
      sql = `(CASE WHEN ${parent} = 'object' THEN ${change} ELSE ${sql} END)`
    }

    return atom(sql, 'jsonb')
  })
}

/** Of a value that is no array MySQL makes one where a path asks for a place in it. */
function keysOf(path: Term): string[] {
  if (path.literal?.value.includes('[')) refuse('a change at a place in a JSON array is not translated')
  const keys = pathKeys(path)
  return keys.length > 0 ? keys : refuse('a change of a whole JSON document is not translated')
}

function jsonValue(value: Term, context: Context): string {
  if (isNull(value)) return "'null'::jsonb"
  return `COALESCE(to_jsonb(${jsonMember(value, context)}), 'null'::jsonb)`
}
