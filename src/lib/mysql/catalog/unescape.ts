/**
 * Takes the escapes out of a text as MySQL wrote them: `it\'s` -> `it's`, `a\nb` -> two lines.
 * https://dev.mysql.com/doc/refman/9.0/en/string-literals.html#character-escape-sequences
 */
export function unescape(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? escaped)
}

const ESCAPES: Record<string, string> = {'0': '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\u001A'}
