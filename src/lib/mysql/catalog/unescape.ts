import {MYSQL_ESCAPES} from '../../core/mysql-escapes.js'

/** Resolves MySQL's escapes in a text: `it\'s` -> `it's`, `a\nb` -> two lines. */
export function unescape(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, escaped: string) => MYSQL_ESCAPES[escaped] ?? escaped)
}
