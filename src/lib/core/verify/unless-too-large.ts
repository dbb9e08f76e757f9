/**
 * MySQL expression: the form of a value, or a mark that no value in Postgres has. The server makes NULL of a form that is larger than
 * `max_allowed_packet`, which a value may be that was stored while that was larger; it must not compare as equal to NULL.
 */
export function unlessTooLarge(form: string, value: string): string {
  return `IFNULL(${form}, IF(${value} IS NULL, NULL, CONVERT('(larger than max_allowed_packet) \uFDD0' USING binary)))`
}
