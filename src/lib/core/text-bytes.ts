/**
 * MySQL expression: the bytes of a text, in its character set. CAST would do the same, but MariaDB makes NULL of what is larger than
 * `max_allowed_packet`, which a text is that was stored while that was larger, or that grows when it becomes UTF-8.
 */
export function textBytes(sql: string): string {
  return `CONVERT(${sql} USING binary)`
}

/** MySQL expression: the bytes of a text in UTF-8. */
export function utf8Bytes(sql: string): string {
  return textBytes(`CONVERT(${sql} USING utf8mb4)`)
}
