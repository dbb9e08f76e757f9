import type {Context} from '../context.js'
import {changeJson} from './json-changes.js'
import {jsonAt, jsonText, toJson} from './json-path.js'
import {jsonMember} from './json-member.js'
import {refuse} from '../refused.js'
import {between, one, oneOrTwo, three, two, type FunctionTable} from '../sql-function.js'
import {atom, castTo, compound, operand, type Term} from '../term.js'
import {toText} from '../text-of.js'

/** JSON, with literal paths. */
export const JSON_FUNCTIONS: FunctionTable = {
  json_extract: two(jsonAt),
  json_unquote: one(jsonText),
  json_value: two((document, path, context) => {
    const value = jsonAt(document, path, context)
    return atom(
      `CASE WHEN jsonb_typeof(${value.sql}) NOT IN ('object', 'array') THEN ${operand(value)} #>> '{}' END`,
      'text',
    )
  }),
  json_valid: one(value => {
    if (value.kind !== 'json') return refuse('json_valid of text has no equal before Postgres 16')
    return atom(`CASE WHEN ${operand(value)} IS NOT NULL THEN TRUE END`, 'boolean')
  }),
  json_object: between(0, 100, (args, context) => {
    const built = args.map((arg, at) => (at % 2 === 0 ? keyOf(arg, context) : jsonMember(arg, context)))
    return atom(`jsonb_build_object(${built.join(', ')})`, 'jsonb')
  }),
  json_array: between(0, 100, (args, context) =>
    atom(`jsonb_build_array(${args.map(arg => jsonMember(arg, context)).join(', ')})`, 'jsonb'),
  ),
  json_quote: one((text, context) => atom(`to_jsonb(${toText(text, context).sql})::text`, 'text')),
  json_length: oneOrTwo((document, path, context) => {
    const json = operand(path === undefined ? toJson(document, context) : jsonAt(document, path, context))
    const members = `jsonb_array_length(jsonb_path_query_array(${json}, '$.keyvalue()'))`
    const single = `CASE WHEN ${json} IS NOT NULL THEN 1 END`
    return atom(
      `CASE jsonb_typeof(${json}) WHEN 'array' THEN jsonb_array_length(${json}) WHEN 'object' THEN ${members} ELSE ${single} END`,
      'integer',
    )
  }),
  // In the order in which jsonb keeps its keys, which is MySQL's; MariaDB's is the one in which they were written.
  json_keys: oneOrTwo((document, path, context) => {
    const json = path === undefined ? toJson(document, context) : jsonAt(document, path, context)
    return atom(
      `CASE jsonb_typeof(${json.sql}) WHEN 'object' THEN jsonb_path_query_array(${json.sql}, '$.keyvalue().key') END`,
      'jsonb',
    )
  }),
  json_set: changeJson(({document, place, value}) => `jsonb_set(${document}, ${place}, ${value})`),
  json_insert: changeJson(
    ({document, place, value}) =>
      `CASE WHEN ${document} #> ${place} IS NULL THEN jsonb_set(${document}, ${place}, ${value}) ELSE ${document} END`,
  ),
  json_replace: changeJson(({document, place, value}) => `jsonb_set(${document}, ${place}, ${value}, false)`),
  json_remove: changeJson(({document, place}) => `${document} #- ${place}`, {takesValues: false}),
  json_type: one((document, context) => {
    const json = toJson(document, context)
    const number = `CASE WHEN ${operand(json)} #>> '{}' ~ '^-?[0-9]+$' THEN 'INTEGER' ELSE 'DOUBLE' END`
    return atom(
      `CASE jsonb_typeof(${json.sql}) WHEN 'number' THEN ${number} ELSE upper(jsonb_typeof(${json.sql})) END`,
      'text',
    )
  }),
  // With a path, MySQL and MariaDB differ where it leads nowhere.
  json_contains: two((document, candidate, context) =>
    compound(`${operand(toJson(document, context))} @> ${scalarJson(candidate).sql}`, 'boolean'),
  ),
  json_contains_path: three((document, mode, path, context) => {
    if (!/^(one|all)$/.test(mode.literal?.value ?? ''))
      return refuse('json_contains_path with another mode than one or all is not translated')
    const json = toJson(document, context)
    return atom(
      `CASE WHEN ${operand(json)} IS NOT NULL THEN ${operand(jsonAt(json, path, context))} IS NOT NULL END`,
      'boolean',
    )
  }),
}

function keyOf(key: Term, context: Context): string {
  return toText(key, context).sql
}

/** Postgres contains a number or text in an array as MySQL does; objects and arrays differ in depth. */
function scalarJson(candidate: Term): Term {
  const text =
    candidate.literal?.kind === 'text'
      ? candidate.literal.value.trim()
      : refuse('json_contains of a computed value is not translated')
  if (!/^("([^"\\]|\\.)*"|-?\d+(\.\d+)?|true|false|null)$/.test(text))
    refuse('json_contains of another value than a single one is not translated')
  return castTo(candidate, 'jsonb')
}
