import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'

/** Every column in which MySQL compares text without case, those in unique keys first. */
export function caseInsensitiveNotes(tables: readonly MysqlTable[]): Hazard[] {
  const found = tables.flatMap(table =>
    table.columns.filter(isCaseInsensitive).map(column => ({table, column, unique: isUnique(table, column)})),
  )
  return [...found.filter(({unique}) => unique), ...found.filter(({unique}) => !unique)].map(
    ({table, column, unique}) => ({
      code: 'case-insensitive',
      severity: 'notes',
      where: `${table.name}.${column.name}`,
      message: unique
        ? 'In a unique key; Postgres tells upper from lower case, so that it finds one spelling only and lets both in.'
        : 'Postgres tells upper from lower case where MySQL does not.',
      remedy:
        'Compare with lower(column) in the app, and make unique indexes on lower(column) where two spellings are one.',
    }),
  )
}

/** Enums and sets compare by label, JSON by value. */
function isCaseInsensitive({collation, dataType}: MysqlColumn): boolean {
  return (
    collation !== null &&
    !['enum', 'json', 'set'].includes(dataType) &&
    !/_(?:bin|cs)$|^binary$/.test(collation)
  )
}

function isUnique({indexes}: MysqlTable, {name}: MysqlColumn): boolean {
  return indexes.some(({unique, parts}) => unique && parts.some(({column}) => column === name))
}
