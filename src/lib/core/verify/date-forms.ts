import {quoteLiteral, quoteMysqlLiteral} from '../quote.js'
import {noSuchDateSql} from '../value-conditions.js'
import type {ValueColumn, ValueForm} from './value-form.js'

/** `2024-05-31 10:00:00.5`; timestamptz in UTC with `+00` after it. Dates that do not exist are what the plan makes of them. */
export function dateForm(column: ValueColumn): ValueForm {
  const {copy, target, type, profile} = column
  const {encoding} = copy
  const zero = 'zero' in encoding ? (encoding.zero ?? undefined) : undefined
  const zone = encoding.kind === 'timestamptz' ? encoding.zone : undefined
  const suffix = type.startsWith('timestamptz') && zone === undefined ? '+00' : ''
  const text = withoutZeros(copy.select, column)
  const known = suffix === '' ? text : `CONCAT(${text}, '${suffix}')`
  const instead = zero === undefined ? 'NULL' : quoteMysqlLiteral(zero)
  // If the profile found none, one that exists nevertheless is reported as a difference.
  const unlessZero = (sql: string): string =>
    profile?.zeroDates === 0 ? sql : `CASE WHEN ${noSuchDateSql(copy.select)} THEN ${instead} ELSE ${sql} END`
  return {
    mysql: unlessZero(known),
    postgres: zone === undefined ? `${target}::text` : `(${target} AT TIME ZONE ${quoteLiteral(zone)})::text`,
    kind: 'plain',
    // A time that a zone's clocks skip, or a date that a rule inserts, is spelled differently.
    recheck:
      zero !== undefined || zone !== undefined
        ? {
            type,
            mysql: unlessZero(inZone(text, zone)),
            postgres: `${target}::text`,
          }
        : undefined,
  }
}

function inZone(text: string, zone: string | undefined): string {
  if (zone === undefined) return text
  return `CONCAT(${text}, ${quoteMysqlLiteral(/^[+-]/.test(zone) ? zone : ` ${zone}`)})`
}

/** A time of day or a duration: `-838:59:59.5`. */
export function durationForm(column: ValueColumn): ValueForm {
  return {
    mysql: withoutZeros(column.copy.select, column),
    postgres: `${column.target}::text`,
    kind: 'plain',
    recheck: {type: column.type},
  }
}

/** Postgres prints no zeros at the end of a fraction. */
function withoutZeros(select: string, {source}: ValueColumn): string {
  if ((source.fractionalDigits ?? 0) === 0) return `CAST(${select} AS CHAR)`
  return `TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(${select} AS CHAR)))`
}
