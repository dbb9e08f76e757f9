import type {ArchiveEntry} from '../ddl/archive-entry.js'
import type {Hazard} from '../hazard.js'
import type {MysqlSchema} from '../mysql-schema.js'
import type {PostgresSchema} from '../postgres-schema.js'
import type {ReportObject} from './migration-report.js'

interface Conversion {
  mysql: MysqlSchema
  postgres: PostgresSchema
  entries: readonly ArchiveEntry[]
  hazards: readonly Hazard[]
}

/** What becomes of views, sequences, triggers, routines and events: SQL for Postgres, or their own text. */
export function createdObjects({mysql, postgres, entries, hazards}: Conversion): ReportObject[] {
  const sqlOf = (desc: string, tag: string): string =>
    entries.find(entry => entry.desc === desc && entry.tag === tag)?.create ?? ''
  const isChanged = (where: string): boolean => hazards.some(hazard => hazard.where === where)
  const views = mysql.views.map(({name, select}): ReportObject => {
    const created = postgres.views.find(({source}) => source === name)
    if (!created) return leftBehind('view', name, select)
    const fate = isChanged(`view ${name}`) ? 'changed' : 'created'
    return {kind: 'view', source: name, target: created.name, fate, sql: sqlOf('VIEW', created.name)}
  })
  // Every sequence goes over, in the same order.
  const sequences = mysql.sequences.map(({name}, at): ReportObject => {
    const target = postgres.sequences[at]?.name ?? name
    return {kind: 'sequence', source: name, target, fate: 'created', sql: sqlOf('SEQUENCE', target)}
  })
  return [
    ...views,
    ...sequences,
    ...mysql.triggers.map(({name, table, timing, event, statement}) =>
      leftBehind('trigger', name, `${timing} ${event} ON ${table} ${statement}`),
    ),
    ...mysql.routines.map(({name, kind, definition}) =>
      leftBehind(kind.toLowerCase() as ReportObject['kind'], name, definition ?? ''),
    ),
    ...mysql.events.map(({name, definition}) => leftBehind('event', name, definition)),
  ]
}

function leftBehind(kind: ReportObject['kind'], source: string, sql: string): ReportObject {
  return {kind, source, target: null, fate: 'not-migrated', sql}
}
