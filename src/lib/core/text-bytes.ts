/**
 * MySQL expression for the bytes of a text in its character set. CAST would do the same, but in MariaDB it gives NULL for more
 * than `max_allowed_packet`: a text may have been stored while that was larger, or grow when it becomes UTF-8.
 */
export function textBytes(sql: string): string {
  return `CONVERT(${sql} USING binary)`
}

/** MySQL expression for the bytes of a text in UTF-8. */
export function utf8Bytes(sql: string): string {
  return textBytes(`CONVERT(${sql} USING utf8mb4)`)
}
