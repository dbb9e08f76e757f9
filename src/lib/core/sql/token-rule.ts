import type {SqlToken} from './sql-tokens.js'

/**
 * A rule that rewrites MySQL's text: how many tokens it takes from `at`, and what it puts in their place; undefined where it does
 * not apply. `done` is what has been put so far.
 */
export type Rule = (
  tokens: readonly SqlToken[],
  at: number,
  done: SqlToken[],
) => undefined | {taken: number; put: SqlToken[]}

/** The word at a place in lower case; empty where something else stands there. */
export function wordAt(tokens: readonly SqlToken[], at: number): string {
  const token = tokens[at]
  return token?.kind === 'word' ? token.text.toLowerCase() : ''
}
