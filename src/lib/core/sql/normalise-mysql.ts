import {simpleInterval} from './functions/simple-interval.js'
import {MYSQL_ESCAPES} from '../mysql-escapes.js'
import {refuse} from './refused.js'
import {sqlText, sqlTokens, type SqlToken} from './sql-tokens.js'

/** A rewriting rule: how many tokens it takes from `at`, and what it puts in their place. */
type Rule = (
  tokens: readonly SqlToken[],
  at: number,
  done: SqlToken[],
) => undefined | {taken: number; put: SqlToken[]}

/** What the parser does not know, written as something that it does. Works on tokens, so strings stay as they are. */
export function normaliseMysql(sql: string): string {
  const tokens = sqlTokens(unescapeClause(sql))
  const done: SqlToken[] = []
  for (let at = 0; at < tokens.length;) {
    const {taken, put} = applyRules(tokens, at, done)
    done.push(...put)
    at += taken
  }

  return sqlText(done)
}

/**
 * MySQL's information_schema escapes quotes in check_clause and generation_expression: ``concat(`a`,_utf8mb4\'-\')``.
 * A backslash outside of strings and names gives that away.
 */
function unescapeClause(sql: string): string {
  const outside = sql.replaceAll(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`/gs, '')
  return outside.includes('\\')
    ? sql.replaceAll(/\\(.)/gs, (_, escaped: string) => MYSQL_ESCAPES[escaped] ?? escaped)
    : sql
}

function applyRules(
  tokens: readonly SqlToken[],
  at: number,
  done: SqlToken[],
): {taken: number; put: SqlToken[]} {
  for (const rule of RULES) {
    const result = rule(tokens, at, done)
    if (result !== undefined) return result
  }

  return {taken: 1, put: tokens.slice(at, at + 1)}
}

const RULES: Rule[] = [
  writeBytes,
  dropIntroducer,
  dropCharset,
  dropColumnCollation,
  writeModulo,
  writeNot,
  writeExtract,
  dropHints,
  dropReturning,
  writeRollup,
  writeInterval,
  writeIntervalFunction,
  refuseWords,
]

/** `X'41'` and `b'1'` to `0x41` and `0x01`. */
function writeBytes(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const digits = tokens[at + 1]
  if (digits?.kind !== 'string') return undefined
  const word = wordAt(tokens, at)
  if (word === 'x') return {taken: 2, put: [{kind: 'number', text: `0x${digits.text}`}]}
  if (word !== 'b') return undefined
  const hex = BigInt(`0b0${digits.text}`).toString(16)
  return {taken: 2, put: [{kind: 'number', text: `0x${hex.length % 2 === 0 ? hex : `0${hex}`}`}]}
}

/** `_utf8mb4'x'`. Bytes in another character set than UTF-8 would need converting. */
function dropIntroducer(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const [word, next] = [wordAt(tokens, at), tokens[at + 1]]
  if (!word.startsWith('_') || next === undefined) return undefined
  if (next.kind === 'string') return {taken: 1, put: []}
  if (!/^0x/i.test(next.text)) return undefined
  if (!/^_(utf8|ascii|binary)/.test(word))
    refuse(`a literal in the character set ${word.slice(1)} is not translated`)
  return {taken: 1, put: []}
}

/** `cast(x as char(3) charset utf8mb4)`: Postgres has one character set; `charset binary` is the type binary. */
function dropCharset(tokens: readonly SqlToken[], at: number, done: SqlToken[]): ReturnType<Rule> {
  const long = wordAt(tokens, at) === 'character' && wordAt(tokens, at + 1) === 'set'
  if (!long && wordAt(tokens, at) !== 'charset') return undefined
  if (wordAt(tokens, long ? at + 2 : at + 1) === 'binary') {
    const type = done.findLast(({kind, text}) => kind === 'word' && text.toLowerCase() === 'char')
    if (type !== undefined) done[done.lastIndexOf(type)] = {kind: 'word', text: 'binary'}
  }

  return {taken: long ? 3 : 2, put: []}
}

/** `varchar(20) collate utf8mb4_bin path '$'` in `json_table`: Postgres compares its texts exactly anyway. */
function dropColumnCollation(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const isColumn = wordAt(tokens, at) === 'collate' && /^(path|exists)$/.test(wordAt(tokens, at + 2))
  return isColumn ? {taken: 2, put: []} : undefined
}

/** MariaDB writes the remainder as `a MOD b`. */
function writeModulo(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const before = tokens[at - 1]
  if (wordAt(tokens, at) !== 'mod' || before === undefined) return undefined
  const isOperator = before.kind !== 'word' && (before.kind !== 'symbol' || before.text === ')')
  return isOperator ? {taken: 1, put: [{kind: 'symbol', text: '%'}]} : undefined
}

/** The function that stands for `!`, which binds tighter than `not`; MariaDB writes `!(a regexp b)` and `!exists(…)`. */
export const NOT_FUNCTION = 'mysql_not_operator'

function writeNot(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  if (tokens[at]?.kind !== 'symbol' || tokens[at]?.text !== '!') return undefined
  if (wordAt(tokens, at + 1) === 'exists' && standsAlone(tokens, at + 2))
    return {taken: 1, put: [{kind: 'word', text: 'not'}]}
  if (tokens[at + 1]?.text !== '(') refuse('! is only known in front of parentheses')
  return {taken: 1, put: [{kind: 'word', text: NOT_FUNCTION}]}
}

/** Whether no operator that binds tighter than `not` follows the parentheses that open at `from`. */
function standsAlone(tokens: readonly SqlToken[], from: number): boolean {
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    const {kind, text} = tokens[at]!
    if (kind === 'symbol' && text === '(') depth++
    if (kind !== 'symbol' || text !== ')' || --depth > 0) continue
    const next = tokens[at + 1]
    return (
      next === undefined ||
      next.text === ')' ||
      next.text === ',' ||
      /^(and|or|xor|group|order|limit|having|as|union)$/i.test(next.text)
    )
  }
  return false
}

/** `extract(year_month from x)` to `extract_year_month(x)`. */
function writeExtract(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  if (wordAt(tokens, at) !== 'extract' || tokens[at + 1]?.text !== '(' || wordAt(tokens, at + 3) !== 'from')
    return undefined
  return {
    taken: 4,
    put: [
      {kind: 'word', text: `extract_${wordAt(tokens, at + 2)}`},
      {kind: 'symbol', text: '('},
    ],
  }
}

const HINTS = new Set([
  'high_priority',
  'sql_big_result',
  'sql_buffer_result',
  'sql_cache',
  'sql_calc_found_rows',
  'sql_no_cache',
  'sql_small_result',
  'straight_join',
])

/** Advice to MySQL's optimizer that changes no result. */
function dropHints(tokens: readonly SqlToken[], at: number, done: SqlToken[]): ReturnType<Rule> {
  const word = wordAt(tokens, at)
  if (!HINTS.has(word)) return undefined
  const before = done.at(-1)
  if (before?.kind === 'word' && /^(select|distinct)$/i.test(before.text)) return {taken: 1, put: []}
  return word === 'straight_join' ? {taken: 1, put: [{kind: 'word', text: 'join'}]} : undefined
}

/** `json_value(a, '$.b' returning char(512))` is what MySQL makes of json_value without a type. */
function dropReturning(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  if (wordAt(tokens, at) !== 'returning' || wordAt(tokens, at + 1) !== 'char') return undefined
  return tokens[at + 3]?.text === '512' ? {taken: 5, put: []} : undefined
}

/** The function that stands behind the last expression of GROUP BY … WITH ROLLUP. */
export const ROLLUP_FUNCTION = 'mysql_with_rollup'

function writeRollup(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  if (wordAt(tokens, at) !== 'with' || wordAt(tokens, at + 1) !== 'rollup') return undefined
  return {
    taken: 2,
    put: [
      {kind: 'symbol', text: ','},
      {kind: 'word', text: ROLLUP_FUNCTION},
      {kind: 'symbol', text: '('},
      {kind: 'symbol', text: ')'},
    ],
  }
}

/** `interval '1:30' minute_second` to `interval 90 second`. */
function writeInterval(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const value = tokens[at + 1]
  if (wordAt(tokens, at) !== 'interval' || value?.kind !== 'string') return undefined
  const simple = simpleInterval(value.text, wordAt(tokens, at + 2))
  if (simple === undefined) return undefined
  return {
    taken: 3,
    put: [
      {kind: 'word', text: 'interval'},
      {kind: 'number', text: String(simple.count)},
      {kind: 'word', text: simple.unit},
    ],
  }
}

/** The name under which the parser takes `interval(a, b, c)` for a function. */
export const INTERVAL_FUNCTION = 'mysql_interval_function'

/** `interval(a, 1, 2)`, which an interval in parentheses is told from by its commas. */
function writeIntervalFunction(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  if (wordAt(tokens, at) !== 'interval' || tokens[at + 1]?.text !== '(') return undefined
  let depth = 0
  for (const {kind, text} of tokens.slice(at + 1)) {
    if (kind !== 'symbol') continue
    if (text === ',' && depth === 1) return {taken: 1, put: [{kind: 'word', text: INTERVAL_FUNCTION}]}
    depth += text === '(' ? 1 : text === ')' ? -1 : 0
    if (depth === 0) return undefined
  }

  return undefined
}

/** Words of syntax that the parser stumbles over, with a better reason than its own. */
const REFUSED_WORDS: Record<string, string> = {
  against: 'full-text search (match … against) has to be written with tsvector in Postgres',
}

function refuseWords(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const word = wordAt(tokens, at)
  if (Object.hasOwn(REFUSED_WORDS, word)) refuse(REFUSED_WORDS[word] ?? word)
  if (/^(second|minute|hour|day|year)_(microsecond|second|minute|hour|month)$/.test(word))
    refuse(`an interval in ${word} is not translated`)
  return undefined
}

function wordAt(tokens: readonly SqlToken[], at: number): string {
  const token = tokens[at]
  return token?.kind === 'word' ? token.text.toLowerCase() : ''
}
