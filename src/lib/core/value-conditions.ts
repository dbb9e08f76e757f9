import {textBytes} from './text-bytes.js'

/** MySQL conditions over a quoted column that tell the values which Postgres, or a type of it, has no place for. */

/** Dates that do not exist: `2024-00-31`, `0000-00-00`, and days that their month does not have; every month has 28. */
export function noSuchDateSql(name: string): string {
  return `YEAR(${name}) = 0 OR MONTH(${name}) = 0 OR DAYOFMONTH(${name}) = 0 OR DAYOFMONTH(${name}) > 28 AND DAYOFMONTH(${name}) > DAYOFMONTH(LAST_DAY(${name}))`
}

/** The only timestamp that does not exist: all others are moments since 1970. */
export function zeroTimestampSql(name: string): string {
  return `${name} = '0000-00-00 00:00:00'`
}

/** Dates that do not exist, except `0000-00-00`. As a number a date is 20240531, and 0 where all of it is zero. */
export function partialDateSql(name: string): string {
  return `${name} + 0 <> 0 AND (${noSuchDateSql(name)})`
}

/** Enum values without a label, which are number 0; labels are numbered from 1. */
export function noLabelSql(name: string): string {
  return `${name} + 0 = 0`
}

/** Times that are not a time of day. */
export function outOfDaySql(name: string): string {
  return `${name} < '00:00:00' OR ${name} > '24:00:00'`
}

/**
 * JSON with `\u0000` in it. In `\\u0000` the backslash is itself escaped, so pairs of backslashes are removed before the search, in
 * values that hold those characters at all; where they cannot be, the value being larger than `max_allowed_packet`, it is taken to hold
 * some. Text in UTF-8 need not be converted first.
 */
export function jsonNulSql(name: string, charset?: string | null): string {
  const text = charset === 'utf8mb4' ? name : `CONVERT(${name} USING utf8mb4)`
  const bytes = textBytes(text)
  return `INSTR(${bytes}, 0x5C7530303030) > 0 AND IFNULL(INSTR(REPLACE(${bytes}, 0x5C5C, ''), 0x5C7530303030) > 0, TRUE)`
}

/** Geometries that Postgres' own point cannot hold: it has neither an SRID nor an empty value. */
export function otherThanPointSql(name: string): string {
  return `ST_SRID(${name}) <> 0 OR ST_GeometryType(${name}) <> 'POINT'`
}
