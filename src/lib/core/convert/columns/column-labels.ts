import {MYSQL_ESCAPES} from '../../mysql-escapes.js'

/**
 * The labels of an enum or set, from its full type as both servers print it: `enum('a','it''s')`.
 * Inside quotes `''` is a quote and a backslash starts an escape, whatever the session's `sql_mode` says.
 */
export function columnLabels(columnType: string): string[] {
  const literals = columnType.matchAll(/'((?:[^'\\]|\\.|'')*)'/gs)
  // Without strict mode MySQL takes a label twice, and stores only the first.
  return [...new Set([...literals].map(([, text = '']) => text.replaceAll(/\\(.)|''/gs, unescape)))]
}

function unescape(_: string, escaped: string | undefined): string {
  return escaped === undefined ? "'" : (MYSQL_ESCAPES[escaped] ?? escaped)
}
