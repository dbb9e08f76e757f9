import {quoteLiteral} from '../quote.js'
import {refuse} from './refused.js'
import {atom, compound, operand, type Term} from './term.js'

/** A JSON value of a column; text is parsed first. */
export function toJson(term: Term): Term {
  if (term.kind === 'json') return term.type === 'jsonb' ? term : atom(`${operand(term)}::jsonb`, 'jsonb')
  if (term.kind === 'text' || term.kind === 'null') return atom(`${operand(term)}::jsonb`, 'jsonb')
  return refuse('another value than json is used as json')
}

/** `json_extract(document, path)`: NULL where there is nothing. */
export function jsonAt(document: Term, path: Term): Term {
  const keys = pathKeys(path)
  const json = toJson(document)
  return keys.length === 0 ? json : compound(`${operand(json)} #> ${pathLiteral(keys)}`, 'jsonb')
}

/** `json_unquote(value)`: of JSON's null MySQL makes the text `null`, which Postgres would make NULL. */
export function jsonText(value: Term): Term {
  if (value.kind !== 'json') return refuse('json_unquote of another value than json is not translated')
  const text = `${operand(toJson(value))} #>> '{}'`
  return atom(`CASE jsonb_typeof(${value.sql}) WHEN 'null' THEN 'null' ELSE ${text} END`, 'text')
}

function pathLiteral(keys: readonly string[]): string {
  return quoteLiteral(
    `{${keys.map(key => (/^\w+$/.test(key) && key.toLowerCase() !== 'null' ? key : `"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`)).join(',')}}`,
  )
}

/** The steps of a literal path: `$.address.city`, `$."zip code"`, `$[0]`. */
function pathKeys(path: Term): string[] {
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
