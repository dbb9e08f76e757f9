import type {ConvertedColumn} from './convert-columns.js'
import {currentTimeSql} from './current-time-sql.js'
import {isBinaryLiteral, literalSql} from './default-literals.js'
import {isCalendarDate} from '../../encode/encode-date.js'
import type {Hazard} from '../../hazard.js'
import {refuse} from '../../sql/refused.js'
import {translateExpression, type SqlScope} from '../../sql/translate-expression.js'

/** A column's default as finished SQL, or a hazard that says why there is none. */
export interface ConvertedDefault {
  sql: string | null
  hazards: Hazard[]
}

export const NO_DEFAULT: ConvertedDefault = {sql: null, hazards: []}

/** Converts a column's default; one without a counterpart is left out, and the column keeps its data. */
export function convertDefault(column: ConvertedColumn, where: string, scope: SqlScope): ConvertedDefault {
  const found = column.source.default
  if (!found || found.kind === 'null' || column.source.autoIncrement) return NO_DEFAULT
  if (found.kind === 'literal') {
    const {sql, hazards} = literalDefault(column, where, found.value)
    return {sql, hazards: found.doubtful ? [...hazards, doubtfulNote(where, found.value)] : hazards}
  }

  if (isBinaryLiteral(found.sql)) return literalDefault(column, where, found.sql)
  const now = currentTimeSql(found.sql, column.type.type)
  if (now !== null) return {sql: now, hazards: []}
  if (column.type.type === 'uuid' && NEW_UUID.test(found.sql)) return {sql: 'gen_random_uuid()', hazards: []}
  const translated = translateExpression(found.sql, withoutColumns(scope), {target: column.type.type})
  return translated.ok
    ? {sql: translated.sql, hazards: []}
    : {sql: null, hazards: [notConverted(where, found.sql, translated.reason)]}
}

/** In MySQL a default may read the columns before it, in Postgres none. */
function withoutColumns(scope: SqlScope): SqlScope {
  return {...scope, column: name => refuse(`it reads the column ${name}`)}
}

/** A new uuid, whatever the order of its bytes. */
const NEW_UUID = /^\(*uuid_to_bin\(uuid\(\)(?:, ?(?:\d|true|false))?\)+$/i

function literalDefault(column: ConvertedColumn, where: string, value: string): ConvertedDefault {
  if (isNoDate(column, value)) return {sql: null, hazards: [zeroDefault(where, value)]}
  const sql = literalSql(column, value)
  return sql === null
    ? {sql: null, hazards: [notConverted(where, value, 'it is not a value of the column’s type')]}
    : {sql, hazards: []}
}

/** Whether the text of a date names a day that does not exist. */
export function isNoDate({source}: ConvertedColumn, value: string): boolean {
  if (!['date', 'datetime', 'timestamp'].includes(source.dataType)) return false
  const [, year, month, day] = /^(\d+)-(\d+)-(\d+)/.exec(value) ?? []
  return (
    /^0+$/.test(value) || (day !== undefined && !isCalendarDate(Number(year), Number(month), Number(day)))
  )
}

function zeroDefault(where: string, value: string): Hazard {
  return {
    code: 'default-removed',
    severity: 'notes',
    where,
    message: `The default ${value} is not a date in Postgres and is left out.`,
    remedy: 'Have the app give the value, or set a default: ALTER TABLE … ALTER COLUMN … SET DEFAULT now().',
    source: value,
  }
}

function doubtfulNote(where: string, value: string): Hazard {
  return {
    code: 'default-not-converted',
    severity: 'notes',
    where,
    message: `MariaDB shows ? for emoji and the like in the defaults of empty tables, so ${value} may not be the real default.`,
    remedy: 'Set the default in Postgres after the migration if the ? stands for another character.',
    source: value,
  }
}

function notConverted(where: string, source: string, reason: string): Hazard {
  return {
    code: 'default-not-converted',
    severity: 'blocks',
    where,
    message: `The default ${source} has no counterpart in Postgres (${reason}); the column keeps its data and loses its default.`,
    remedy: 'Set a default in Postgres after the migration or have the app give the value, and allow it.',
    source,
  }
}
