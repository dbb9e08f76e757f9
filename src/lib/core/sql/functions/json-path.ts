import {quoteLiteral} from '../../quote.js'
import {toNumber} from '../coerce.js'
import type {Context} from '../context.js'
import {leadingDecimal, leadingInteger} from '../leading-number.js'
import {refuse} from '../refused.js'
import {atom, castTo, compound, operand, textLiteral, type Term} from '../term.js'

/** A JSON value of a column; text is parsed first, which a generated column must not fail to do. */
export function toJson(term: Term, {immutable}: Context): Term {
  if (term.type === 'jsonb') return term
  const isConstant = term.literal !== undefined
  if (term.kind !== 'json' && term.kind !== 'text' && !isConstant)
    return refuse('a value that is not json is used as json')
  if (immutable && !isConstant) return refuse('text that may be no json is read as json')
  return atom(`${operand(term)}::jsonb`, 'jsonb')
}

/** `json_extract(document, path)`: NULL where the path leads nowhere. */
export function jsonAt(document: Term, path: Term, context: Context): Term {
  const json = toJson(document, context)
  if (path.literal?.value.includes('*')) return membersAt(json, path.literal.value)
  const keys = pathKeys(path)
  return keys.length === 0 ? json : compound(`${operand(json)} #> ${pathLiteral(keys)}`, 'jsonb')
}

/**
 * `$.items[*].sku`: an array of the values found, NULL where there are none. Strict, so that a scalar is not an array; a filter
 * passes over members without the key, at which a strict path would fail.
 */
function membersAt(json: Term, path: string): Term {
  const [, start = '', star = '', rest = ''] =
    /^(\$[^*]*)(\[\*\]|\.\*)(.*)$/s.exec(path) ??
    refuse(`the JSON path ${quoteLiteral(path)} is not translated`)
  const from = pathKeys(textLiteral(start))
  const steps = pathKeys(textLiteral(`$${rest}`)).map(key => `."${key}"`)
  if (/\[\d/.test(rest)) return refuse(`the JSON path ${quoteLiteral(path)} is not translated`)
  const found = steps.length === 0 ? '' : ` ? (exists (@${steps.join('')}))${steps.join('')}`
  const members = from.length === 0 ? json.sql : `${operand(json)} #> ${pathLiteral(from)}`
  const all = `jsonb_path_query_array(${members}, ${quoteLiteral(`strict $${star}${found}`)}, '{}', TRUE)`
  return atom(`NULLIF(${all}, '[]')`, 'jsonb')
}

/** `json_unquote(value)`: of JSON's null MySQL makes the text `null`, which Postgres would make NULL. */
export function jsonText(value: Term, context: Context): Term {
  if (value.kind !== 'json') return refuse('json_unquote of anything but json is not translated')
  const json = toJson(value, context)
  return atom(
    `CASE jsonb_typeof(${json.sql}) WHEN 'null' THEN 'null' ELSE ${operand(json)} #>> '{}' END`,
    'text',
  )
}

/** The number that a cast makes of JSON. MariaDB's JSON is text, so a string starts with a quote and has none. */
export function jsonNumber(value: Term, context: Context): Term {
  return numberIn(value, context, text => `(${text})::numeric`, leadingDecimal)
}

/** The whole number that MySQL makes of JSON: a half goes to the even neighbour, of text only the digits at its start count. */
export function jsonWhole(value: Term, context: Context): Term {
  return numberIn(value, context, evenWhole, text => leadingInteger(text, context))
}

function evenWhole(text: string): string {
  return `CASE WHEN ${text} ~ '^-?[0-9]+$' THEN (${text})::numeric ELSE round((${text})::double precision)::numeric END`
}

function numberIn(
  value: Term,
  context: Context,
  ofNumber: (text: string) => string,
  ofText: (text: Term) => Term,
): Term {
  const json = toJson(value, context)
  const text = `${operand(json)} #>> '{}'`
  const branches = [`WHEN 'number' THEN ${ofNumber(text)}`]
  if (context.flavor !== 'mariadb')
    branches.push(
      `WHEN 'string' THEN ${ofText(atom(`(${text})`, 'text')).sql}`,
      `WHEN 'boolean' THEN (${text})::boolean::integer`,
    )
  const rest = ['array', 'boolean', 'null', 'object', 'string'].map(type => `WHEN '${type}' THEN 0`).join(' ')
  return atom(`CASE jsonb_typeof(${json.sql}) ${branches.join(' ')} ${rest} END`, 'numeric')
}

/** A value as an operand of arithmetic. JSON is a double there in MySQL; in MariaDB it depends on where the JSON comes from. */
export function toArithmetic(value: Term, context: Context): Term {
  return value.kind === 'json' && context.flavor === 'mysql'
    ? castTo(jsonNumber(value, context), 'double precision')
    : toNumber(value)
}

/** Keys as a text array. */
export function pathLiteral(keys: readonly string[]): string {
  return quoteLiteral(
    `{${keys.map(key => (/^\w+$/.test(key) && key.toLowerCase() !== 'null' ? key : `"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`)).join(',')}}`,
  )
}

/** The steps of a literal path: `$.address.city`, `$."zip code"`, `$[0]`. */
export function pathKeys(path: Term): string[] {
  const text =
    path.literal?.kind === 'text'
      ? path.literal.value
      : refuse('a JSON path that is not a literal is not translated')
  const steps = /^\$((?:\.(?:[A-Za-z_$][\w$]*|"[^"\\]*")|\[\d+\])*)$/.exec(
    text.replaceAll(/\s+(?=[.[])/g, ''),
  )?.[1]
  if (steps === undefined) return refuse(`the JSON path ${quoteLiteral(text)} is not translated`)
  return [...steps.matchAll(/\.([\w$]+)|\."([^"]*)"|\[(\d+)\]/g)].map(
    ([, word, quoted, index]) => word ?? quoted ?? index ?? '',
  )
}

/**
 * The path to the rows of `json_table` as a jsonpath: strict, so that a scalar is not an array, as in MySQL. An index is refused:
 * it treats a scalar as an array there.
 */
export function rowPath(path: string): string {
  const steps = /^\$((?:\.(?:[A-Za-z_$][\w$]*|"[^"\\]*"|\*)|\[\*\])*)$/.exec(
    path.replaceAll(/\s+(?=[.[])/g, ''),
  )?.[1]
  if (steps === undefined) return refuse(`the JSON path ${quoteLiteral(path)} is not translated`)
  return quoteLiteral(`strict $${steps.replaceAll(/\.([A-Za-z_$][\w$]*)/g, '."$1"')}`)
}
