import {refuse} from './refused.js'
import type {SqlToken} from './sql-tokens.js'
import {wordAt, type Rule} from './token-rule.js'

/** Stands for `!`, which binds tighter than `not`. */
export const NOT_FUNCTION = 'mysql_not_operator'

/** Stands behind the last expression of GROUP BY … WITH ROLLUP. */
export const ROLLUP_FUNCTION = 'mysql_with_rollup'

/** Stands for the function `interval(a, b, c)`, which the parser takes for an interval. */
export const INTERVAL_FUNCTION = 'mysql_interval_function'

/** Functions that MySQL does not have: each stands in for syntax that the parser does not know. */
export const STAND_IN_FUNCTIONS: ReadonlySet<string> = new Set([
  NOT_FUNCTION,
  ROLLUP_FUNCTION,
  INTERVAL_FUNCTION,
])

/** Writes such syntax as a call of its function. */
export const STAND_IN_RULES: readonly Rule[] = [writeNot, writeExtract, writeRollup, writeIntervalFunction]

/** `!(a regexp b)`, as MariaDB writes it, to a function call, which binds as tightly; `!exists(…)` to `not exists(…)`. */
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

/** `group by a with rollup` to `group by a, mysql_with_rollup()`. */
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

/** The function `interval(a, 1, 2)`; its commas tell it from the interval `interval (a) day`. */
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
