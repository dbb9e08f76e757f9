import {quoteLiteral} from '../../quote.js'
import {parseJson} from './parse-json.js'
import {refuse} from '../refused.js'
import {atom, operand, type Term} from '../term.js'

/** `json_merge_patch` with a literal patch (RFC 7396): null removes a member, an object is merged into it, anything else replaces it. */
export function mergePatch(document: Term, {literal}: Term): Term {
  const patch = literal?.kind === 'text' ? parseJson(literal.value) : undefined
  if (patch === undefined)
    return refuse('json_merge_patch with a patch that is not a literal is not translated')
  if (!isObject(patch)) return atom(constant(patch), 'jsonb')
  return atom(
    `CASE WHEN ${operand(document)} IS NOT NULL THEN ${withPatch(operand(document), patch)} END`,
    'jsonb',
  )
}

function withPatch(target: string, patch: unknown): string {
  if (!isObject(patch)) return constant(patch)
  let sql = `CASE jsonb_typeof(${target}) WHEN 'object' THEN ${target} ELSE '{}'::jsonb END`
  for (const [key, value] of Object.entries(patch)) {
    const member = `(${target}) #> ARRAY[${quoteLiteral(key)}]`
    sql =
      value === null
        ? `(${sql}) - ${quoteLiteral(key)}`
        : `(${sql}) || jsonb_build_object(${quoteLiteral(key)}, ${withPatch(member, value)})`
  }

  return `(${sql})`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function constant(value: unknown): string {
  return `${quoteLiteral(JSON.stringify(value))}::jsonb`
}
