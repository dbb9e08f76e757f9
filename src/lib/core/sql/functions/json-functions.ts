import {quoteLiteral} from '../../quote.js'
import type {Context} from '../context.js'
import {changeJson} from './change-json.js'
import {mergePatch} from './merge-patch.js'
import {parseJson} from './parse-json.js'
import {jsonAt, jsonText, toJson} from './json-path.js'
import {jsonMember} from './json-member.js'
import {refuse} from '../refused.js'
import {between, one, oneOrTwo, two, twoOrThree, type FunctionTable} from '../sql-function.js'
import {atom, castTo, compound, operand, type Term} from '../term.js'
import {toText} from '../to-text.js'

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
  json_quote: one((text, context) =>
    atom(`to_jsonb(${toText(text, context).sql})::text`, 'text', {isScalar: true}),
  ),
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
  json_contains: twoOrThree((document, candidate, path, context) => {
    const whole = toJson(document, context)
    const json = path === undefined ? whole : jsonAt(document, path, context)
    const contains = `${operand(json)} @> ${scalarJson(candidate).sql}`
    if (path === undefined || context.flavor === 'mysql') return compound(contains, 'boolean')
    // In MariaDB the result is false, not NULL, where the path leads nowhere.
    return atom(`CASE WHEN ${operand(whole)} IS NOT NULL THEN COALESCE(${contains}, FALSE) END`, 'boolean')
  }),
  json_contains_path: between(3, 100, ([document, mode, ...paths], context) => {
    if (document === undefined || !/^(one|all)$/.test(mode?.literal?.value ?? ''))
      return refuse('json_contains_path with a mode other than one or all is not translated')
    const json = toJson(document, context)
    const found = paths.map(path => `${operand(jsonAt(json, path, context))} IS NOT NULL`)
    const all = found.join(mode?.literal?.value === 'one' ? ' OR ' : ' AND ')
    return atom(`CASE WHEN ${operand(json)} IS NOT NULL THEN ${all} END`, 'boolean')
  }),
  json_exists: two((document, path, context) => {
    const json = toJson(document, context)
    const found = `${operand(jsonAt(json, path, context))} IS NOT NULL`
    return atom(`CASE WHEN ${operand(json)} IS NOT NULL THEN ${found} END`, 'boolean')
  }),
  json_query: two((document, path, context) => {
    const value = jsonAt(document, path, context)
    return atom(`CASE WHEN jsonb_typeof(${value.sql}) IN ('object', 'array') THEN ${value.sql} END`, 'jsonb')
  }),
  json_compact: one(toJson),
  // Whether they have scalars in common; what is not an array counts as an array of one.
  json_overlaps: two((document, others, context) => {
    const json = operand(toJson(document, context))
    const tests = scalarsOf(others).map(value => `${json} @> ${quoteLiteral(value)}::jsonb`)
    return tests.length === 0
      ? atom(`CASE WHEN ${json} IS NOT NULL THEN FALSE END`, 'boolean')
      : compound(tests.join(' OR '), 'boolean')
  }),
  json_merge_patch: two((document, patch, context) => mergePatch(toJson(document, context), patch)),
}

function keyOf(key: Term, context: Context): string {
  return toText(key, context).sql
}

/** Postgres contains a number or text in an array as MySQL does; objects and arrays differ in depth. */
function scalarJson(candidate: Term): Term {
  if (candidate.isScalar) return candidate.kind === 'json' ? candidate : castTo(candidate, 'jsonb')
  const text =
    candidate.literal?.kind === 'text'
      ? candidate.literal.value.trim()
      : refuse('json_contains of a computed value is not translated')
  if (!/^("([^"\\]|\\.)*"|-?\d+(\.\d+)?|true|false|null)$/.test(text))
    refuse('json_contains of anything but a scalar is not translated')
  return castTo(candidate, 'jsonb')
}

/** The scalars in a literal array, as JSON texts. */
function scalarsOf({literal}: Term): string[] {
  const values: unknown = literal?.kind === 'text' ? parseJson(literal.value) : undefined
  const list = Array.isArray(values) ? (values as unknown[]) : [values]
  if (list.some(value => value === undefined || (typeof value === 'object' && value !== null)))
    return refuse('json_overlaps with anything but a literal list of scalars is not translated')
  return list.map(value => JSON.stringify(value))
}
