import {MYSQL_ESCAPES} from '../mysql-escapes.js'
import {refuse} from './refused.js'

/** One word, literal or symbol of MySQL's text. Comments and spaces are dropped. */
export interface SqlToken {
  kind: 'name' | 'number' | 'string' | 'symbol' | 'word'
  /** As it stands in the text; of a string, its value without quotes and escapes. */
  text: string
}

const PATTERN =
  /(?<space>\s+|\/\*.*?\*\/)|(?<string>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")|(?<name>`(?:[^`]|``)*`)|(?<number>(?:0x[\da-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)(?![\w$]))|(?<word>[\w$\u0080-\uFFFF@]+)|(?<symbol><=>|<<|>>|<=|>=|<>|!=|&&|\|\||->>|->|:=|[^\\])/gisy

/** Splits MySQL's text, so that nothing is ever changed inside a string. A backslash outside of one is refused. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  PATTERN.lastIndex = 0
  while (PATTERN.lastIndex < sql.length) {
    const at = PATTERN.lastIndex
    const groups = PATTERN.exec(sql)?.groups
    if (groups === undefined)
      refuse(`nothing is known of the text from ${JSON.stringify(sql.slice(at, at + 20))}`)
    const token = tokenOf(groups)
    if (token !== undefined) tokens.push(token)
  }

  return tokens
}

function tokenOf({
  string,
  name,
  number,
  word,
  symbol,
}: Record<string, string | undefined>): SqlToken | undefined {
  if (string !== undefined) return {kind: 'string', text: stringValue(string)}
  if (name !== undefined) return {kind: 'name', text: name}
  if (number !== undefined) return {kind: 'number', text: number}
  if (word !== undefined) return {kind: 'word', text: word}
  return symbol === undefined ? undefined : {kind: 'symbol', text: symbol}
}

const ESCAPES: Record<string, string> = {
  ...MYSQL_ESCAPES,
  // Kept for LIKE: https://dev.mysql.com/doc/refman/9.0/en/string-literals.html
  '%': String.raw`\%`,
  _: String.raw`\_`,
}

/** The value of a quoted string. */
function stringValue(quoted: string): string {
  const quote = quoted[0] ?? ''
  return quoted
    .slice(1, -1)
    .replaceAll(
      /\\(.)|(['"])\2/gs,
      (pair: string, escaped: string | undefined, doubled: string | undefined) => {
        if (escaped !== undefined) return ESCAPES[escaped] ?? escaped
        return doubled === quote ? quote : pair
      },
    )
}

/** MySQL's text again. Strings are written so that any MySQL parser reads the same value. */
export function sqlText(tokens: readonly SqlToken[]): string {
  return tokens
    .map(({kind, text}) =>
      kind === 'string' ? `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : text,
    )
    .join(' ')
}
