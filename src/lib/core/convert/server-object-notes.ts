import type {Hazard} from '../hazard.js'
import type {MysqlSchema} from '../mysql-schema.js'

/** Code that lives in the MySQL server: it does not go over, and is shown with its text so that it is not forgotten. */
export function serverObjectNotes(schema: MysqlSchema): Hazard[] {
  return [
    ...schema.triggers.map(({name, table, timing, event, statement}) =>
      note('trigger', `trigger ${name}`, `${timing} ${event} ON ${table} ${statement}`),
    ),
    ...schema.routines.map(({name, kind, definition}) =>
      note('routine', `${kind.toLowerCase()} ${name}`, definition ?? undefined),
    ),
    ...schema.events.map(({name, definition}) => note('event', `event ${name}`, definition)),
  ]
}

const WHATS = {
  trigger: 'Triggers are not converted: nothing in Postgres does what this one does.',
  routine: 'Stored routines are not converted: a call of this one fails in Postgres.',
  event: 'Events are not converted: nothing runs this one in Postgres.',
}

const REMEDIES = {
  trigger: 'Write it in PL/pgSQL or do it in the app.',
  routine: 'Write it in PL/pgSQL or do it in the app.',
  event: 'Run it from Heroku Scheduler or the app.',
}

function note(code: keyof typeof WHATS, where: string, source: string | undefined): Hazard {
  return {code, severity: 'notes', where, message: WHATS[code], remedy: REMEDIES[code], source}
}
