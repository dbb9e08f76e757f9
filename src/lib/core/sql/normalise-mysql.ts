import {LITERAL_RULES} from './literal-rules.js'
import {simpleInterval} from './functions/simple-interval.js'
import {MYSQL_ESCAPES} from '../mysql-escapes.js'
import {refuse} from './refused.js'
import {sqlText, sqlTokens, type SqlToken} from './sql-tokens.js'
import {STAND_IN_RULES} from './stand-in-functions.js'
import {wordAt, type Rule} from './token-rule.js'

/** Rewrites the syntax of MySQL that the parser does not know as syntax that it does. Works on tokens, so strings stay as they are. */
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

const RULES: readonly Rule[] = [
  ...LITERAL_RULES,
  ...STAND_IN_RULES,
  writeModulo,
  dropHints,
  dropReturning,
  writeInterval,
  // Last: it refuses what no rule before it has rewritten.
  refuseWords,
]

/** MariaDB writes the remainder as `a MOD b`. */
function writeModulo(tokens: readonly SqlToken[], at: number): ReturnType<Rule> {
  const before = tokens[at - 1]
  if (wordAt(tokens, at) !== 'mod' || before === undefined) return undefined
  const isOperator = before.kind !== 'word' && (before.kind !== 'symbol' || before.text === ')')
  return isOperator ? {taken: 1, put: [{kind: 'symbol', text: '%'}]} : undefined
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
