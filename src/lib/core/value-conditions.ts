/** MySQL conditions over a quoted column that tell the values which Postgres, or a type of it, has no place for. */

/** `2024-00-31`, `0000-00-00`, and days that their month does not have; every month has 28. */
export function isZeroDate(name: string): string {
  return `YEAR(${name}) = 0 OR MONTH(${name}) = 0 OR DAYOFMONTH(${name}) = 0 OR DAYOFMONTH(${name}) > 28 AND DAYOFMONTH(${name}) > DAYOFMONTH(LAST_DAY(${name}))`
}

/** Of a timestamp: it is a moment since 1970, or nothing. */
export function isZeroTimestamp(name: string): string {
  return `${name} = '0000-00-00 00:00:00'`
}

/** A date that says something, but not a day. As a number a date is 20240531, and 0 where all of it is zero. */
export function isPartialDate(name: string): string {
  return `${name} + 0 <> 0 AND (${isZeroDate(name)})`
}

/** Labels are numbered from 1; 0 is what a value became that was no label. */
export function isNoLabel(name: string): string {
  return `${name} + 0 = 0`
}

export function isOutOfDay(name: string): string {
  return `${name} < '00:00:00' OR ${name} > '24:00:00'`
}

/**
 * In `\\u0000` the backslash is itself escaped, so pairs of backslashes are taken out before `\u0000` is looked for;
 * only in values that hold those characters at all. What is UTF-8 already need not be copied once more to become it.
 */
export function holdsJsonNul(name: string, charset?: string | null): string {
  const text = charset === 'utf8mb4' ? name : `CAST(${name} AS CHAR)`
  const bytes = `CAST(${text} AS BINARY)`
  return `INSTR(${bytes}, 0x5C7530303030) > 0 AND INSTR(REPLACE(${bytes}, 0x5C5C, ''), 0x5C7530303030) > 0`
}

/** Postgres' own point has neither an SRID nor an empty value. */
export function isNoPlainPoint(name: string): string {
  return `ST_SRID(${name}) <> 0 OR ST_GeometryType(${name}) <> 'POINT'`
}
