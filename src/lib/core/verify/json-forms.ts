import {quoteLiteral, quoteMysqlLiteral} from '../quote.js'
import {unlessTooLarge} from './unless-too-large.js'
import type {ValueColumn, ValueForm} from './value-form.js'
import {utf8Bytes} from '../text-bytes.js'

/** MySQL prints JSON as jsonb does, except for numbers with exponents; MariaDB keeps it as it was written. */
export function jsonForm({copy: {select}, server, target}: ValueColumn): ValueForm {
  const isMariadb = server.flavor === 'mariadb'
  const loose = `IFNULL(JSON_LOOSE(${select}), ${select})`
  return {
    mysql: isMariadb ? utf8Bytes(loose) : unlessTooLarge(utf8Bytes(`CAST(${select} AS JSON)`), select),
    postgres: `${target}::text`,
    kind: 'json',
    size: {mysql: `LENGTH(${select})`, postgres: `pg_column_size(${target})`},
    hasty: isMariadb ? {mysql: utf8Bytes(select)} : undefined,
    thorough: isMariadb
      ? {
          mysql: utf8Bytes(normalJson(select)),
          postgres: `CASE WHEN ${target} IS NOT NULL THEN ${nodeText(target, 0)} END`,
        }
      : undefined,
    recheck: {
      type: 'jsonb',
      mysql: utf8Bytes(isMariadb ? loose : `CAST(${select} AS JSON)`),
      postgres: `${target}::text`,
    },
  }
}

/** Noncharacters that stand for a quote around a string, for an escaped backslash and for an escaped quote. */
const QUOTE = '\uFDD0'
const BACKSLASH = '\uFDD1'
const INNER_QUOTE = '\uFDD2'

/**
 * MariaDB expression: the value with its keys in order, its numbers in one form (`1.5E1`) and nothing escaped, which takes
 * the whole for one string; the quotes that belong to the JSON are noncharacters.
 */
function normalJson(select: string): string {
  const json = `CONVERT(JSON_NORMALIZE(${select}) USING utf8mb4) COLLATE utf8mb4_bin`
  const marked = replaceAll(json, [
    [String.raw`\\`, BACKSLASH],
    [String.raw`\"`, INNER_QUOTE],
    ['"', QUOTE],
  ])
  const text = `JSON_UNQUOTE(CONCAT('"', ${marked}, '"'))`
  const plain = replaceAll(text, [
    [BACKSLASH, '\\'],
    [INNER_QUOTE, '"'],
  ])
  return `IFNULL(${plain}, ${select})`
}

function replaceAll(text: string, pairs: [from: string, to: string][]): string {
  let sql = text
  for (const [from, to] of pairs)
    sql = `REPLACE(${sql}, ${quoteMysqlLiteral(from)}, ${quoteMysqlLiteral(to)})`
  return sql
}

/** How many levels of objects and arrays are taken apart; deeper ones are left to the comparison of single values. */
const DEEPEST = 8

/** Postgres expression: the same for a jsonb. */
function nodeText(node: string, depth: number): string {
  if (depth > DEEPEST) return `${node}::text`
  const [key, child, place] = [`key${depth}`, `child${depth}`, `place${depth}`]
  const quote = quoteLiteral(QUOTE)
  const members = [
    `SELECT key, value, 0 FROM jsonb_each(CASE jsonb_typeof(${node}) WHEN 'object' THEN ${node} END)`,
    `SELECT NULL, value, ordinality FROM jsonb_array_elements(CASE jsonb_typeof(${node}) WHEN 'array' THEN ${node} END) WITH ORDINALITY`,
  ].join(' UNION ALL ')
  const list = `string_agg(concat(${quote} || ${key} || ${quote} || ':', ${nodeText(child, depth + 1)}), ',' ORDER BY ${key} COLLATE "C", ${place})`
  const [open, close] = [
    ['{', '['],
    ['}', ']'],
  ].map(
    ([ofObject, ofArray]) =>
      `CASE jsonb_typeof(${node}) WHEN 'object' THEN '${ofObject}' ELSE '${ofArray}' END`,
  )
  const inside = `(SELECT concat(${open}, ${list}, ${close}) FROM (${members}) AS members(${key}, ${child}, ${place}))`
  return [
    `CASE jsonb_typeof(${node})`,
    `WHEN 'string' THEN ${quote} || (${node} #>> '{}') || ${quote}`,
    `WHEN 'number' THEN ${numberText(`(${node} #>> '{}')::numeric`)}`,
    `WHEN 'boolean' THEN ${node}::text WHEN 'null' THEN 'null' ELSE ${inside} END`,
  ].join(' ')
}

/** `1.5E1`: one digit, a point, at least one more, the exponent. */
function numberText(number: string): string {
  const digits = `SELECT trim_scale(abs(${number}))::text AS digits`
  const parts = [
    "rtrim(ltrim(replace(digits, '.', ''), '0'), '0') AS mantissa",
    "length(split_part(digits, '.', 1)) - 1 AS large",
    "length(ltrim(split_part(digits, '.', 2), '0')) - length(split_part(digits, '.', 2)) - 1 AS small",
    "digits ~ '^0' AS is_small",
  ]
  const text = [
    `CASE WHEN ${number} < 0 THEN '-' ELSE '' END`,
    "left(mantissa, 1) || '.' || coalesce(nullif(substr(mantissa, 2), ''), '0')",
    "'E' || CASE WHEN is_small THEN small ELSE large END",
  ].join(' || ')
  return `(SELECT CASE mantissa WHEN '' THEN '0.0E0' ELSE ${text} END FROM (SELECT ${parts.join(', ')} FROM (${digits}) AS number) AS parts)`
}
