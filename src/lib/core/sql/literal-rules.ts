import {refuse} from './refused.js'
import type {SqlToken} from './sql-tokens.js'
import {wordAt, type Rule} from './token-rule.js'

/** Literals of bytes, and character sets and collations, of which Postgres needs none. */
export const LITERAL_RULES: readonly Rule[] = [writeBytes, dropIntroducer, dropCharset, dropColumnCollation]

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
