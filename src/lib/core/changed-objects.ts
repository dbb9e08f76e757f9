import type {MysqlSchema} from './mysql-schema.js'

/** Names what was created or dropped between two readings of a schema, and the views that were changed. */
export function changedObjects(before: MysqlSchema, after: MysqlSchema): string[] {
  const [then, now] = [definitions(before), definitions(after)]
  const names = new Set([...then.keys(), ...now.keys()])
  return [...names].filter(name => then.get(name) !== now.get(name))
}

/** Tables only by name: changes of their rows are found elsewhere. */
function definitions({tables, views, sequences}: MysqlSchema): Map<string, string> {
  return new Map([
    ...tables.map(({name}) => [name, ''] as const),
    ...sequences.map(({name}) => [name, ''] as const),
    ...views.map(({name, select}) => [name, select] as const),
  ])
}
