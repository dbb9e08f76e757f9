import {MYSQL_ESCAPES} from '../../core/mysql-escapes.js'

/** Takes the escapes out of a text as MySQL wrote them: `it\'s` -> `it's`, `a\nb` -> two lines. */
export function unescape(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, escaped: string) => MYSQL_ESCAPES[escaped] ?? escaped)
}
