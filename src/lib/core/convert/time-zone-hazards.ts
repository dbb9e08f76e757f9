import type {Hazard} from '../hazard.js'
import type {MysqlSchema, MysqlTable} from '../mysql-schema.js'
import {quoteMysqlIdentifier} from '../quote.js'

/** What is another time in Postgres, where the server's sessions are in another time zone than UTC. */
export function timeZoneHazards({tables, server}: MysqlSchema): Hazard[] {
  const zone = server.defaults?.zone ?? 'UTC'
  if (zone === 'UTC' || tables.length === 0) return []
  return [zoneNote(zone), ...tables.flatMap(table => virtualHazards(table, zone))]
}

function zoneNote(zone: string): Hazard {
  return {
    code: 'time-zone',
    severity: 'notes',
    where: 'time zone',
    message: `MySQL's sessions are in the time zone ${zone} unless the app chooses another, those of Heroku Postgres in UTC: the current time in columns without a time zone, and days and hours of moments in views, checks and triggers, become others.`,
    remedy:
      "If the app chooses none, give its role the same after the migration: ALTER ROLE … SET timezone = '…'.",
  }
}

/** Their values are computed as they are read, by a session in UTC. */
function virtualHazards(table: MysqlTable, zone: string): Hazard[] {
  return zonedColumns(table).map(({name, generated}) => ({
    code: 'generated-column',
    severity: 'blocks',
    where: `${table.name}.${name}`,
    message: `The column is VIRTUAL and depends on the session's time zone: it goes over as a session in UTC sees it, not as one in ${zone}.`,
    remedy: `Make it STORED before the migration, in a session in ${zone}, or allow it if the app's sessions are in UTC.`,
    source: generated!.expression,
  }))
}

/** A column may be computed from those before it. */
function zonedColumns({columns}: MysqlTable): MysqlTable['columns'] {
  const moments = columns.filter(({dataType, generated}) => dataType === 'timestamp' && !generated)
  const names = moments.map(({name}) => quoteMysqlIdentifier(name))
  const found: MysqlTable['columns'] = []
  for (const column of columns) {
    if (!column.generated || column.generated.stored || !isZoned(column.generated.expression, names)) continue
    found.push(column)
    names.push(quoteMysqlIdentifier(column.name))
  }

  return found
}

/** The seconds of a moment are the same everywhere. */
function isZoned(expression: string, moments: readonly string[]): boolean {
  let rest = expression
  for (const moment of moments) rest = rest.replaceAll(`unix_timestamp(${moment})`, '')
  return CLOCK.test(rest) || moments.some(moment => rest.includes(moment))
}

const CLOCK =
  /\b(?:from_unixtime|unix_timestamp|now|curdate|curtime|current_\w+|localtime|localtimestamp|sysdate)\b/i
