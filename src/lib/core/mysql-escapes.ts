/**
 * What a character stands for after a backslash in a MySQL string; any other stands for itself.
 * https://dev.mysql.com/doc/refman/9.0/en/string-literals.html#character-escape-sequences
 */
export const MYSQL_ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\u001A',
}
