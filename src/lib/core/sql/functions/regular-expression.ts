import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {compound, operand, textLiteral, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** `text REGEXP pattern`; MySQL ignores case unless the collation or the mode says otherwise. */
export function matchesPattern(
  text: Term,
  pattern: Term,
  mode: 'exact' | 'ignore-case',
  context: Context,
): Term {
  return compound(
    `${operand(toText(text, context))} ${mode === 'exact' ? '~' : '~*'} ${patternOf(pattern)}`,
    'boolean',
  )
}

/**
 * A literal pattern in Postgres' syntax. MySQL has ICU's and MariaDB PCRE's regular expressions: what they share with
 * Postgres' goes over, a dot does not match a line break, `\b` is `\y`; everything else is refused.
 */
export function patternOf(pattern: Term): string {
  const source =
    pattern.literal?.kind === 'text'
      ? pattern.literal.value
      : refuse('a pattern that is not a literal is not translated')
  const pieces = [...source.matchAll(PIECE)].map(({0: piece, groups = {}}) =>
    translatePiece(piece, groups, source),
  )
  return textLiteral(pieces.join('')).sql
}

/** What a pattern consists of; `plain` is everything that means itself. */
const PIECE =
  /\\(?<escaped>.?)|(?<set>\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\])|\((?<special>\?[^)]?)|[*+?}](?<lazy>[+?])|(?<dot>\.)|(?<plain>.)/gs

function translatePiece(
  piece: string,
  {escaped, set, special, lazy, dot}: Record<string, string | undefined>,
  source: string,
): string {
  if (escaped !== undefined) return escapeOf(escaped, source)
  if (set !== undefined) return setOf(set, source)
  if (lazy !== undefined || (special !== undefined && special !== '?:')) return refusePattern(source)
  return dot === undefined ? piece : String.raw`[^\n]`
}

function escapeOf(escaped: string, source: string): string {
  if (escaped === 'b') return String.raw`\y`
  if (/^[dDwWsSnrt\W_]$/.test(escaped)) return `\\${escaped}`
  return refusePattern(source)
}

/** Sets in brackets mean the same as long as no set operations and no foreign escapes stand in them. */
function setOf(piece: string, source: string): string {
  if (/&&|--|\[(?!:)|\\[^dws\W_nrt]/.test(piece.slice(1))) refusePattern(source)
  return piece
}

function refusePattern(source: string): never {
  return refuse(`the regular expression ${textLiteral(source).sql} may mean something else in Postgres`)
}
