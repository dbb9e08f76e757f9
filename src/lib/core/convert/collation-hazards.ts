import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'

/** One note for all columns of a table in which MySQL compares text without case; those in keys first. */
export function caseInsensitiveNote(table: MysqlTable): Hazard[] {
  const columns = table.columns.filter(isCaseInsensitive)
  if (columns.length === 0) return []
  const keys = uniqueColumns(table)
  const keyed = columns.filter(({name}) => keys.has(name)).map(({name}) => name)
  const others = columns.filter(({name}) => !keys.has(name)).map(({name}) => name)
  const inKeys = keyed.length > 0 ? `${keyed.join(', ')} (in unique keys)` : ''
  return [
    {
      code: 'case-insensitive',
      severity: 'notes',
      where: table.name,
      message: `Postgres tells upper from lower case, MySQL does not in ${[inKeys, ...others].filter(Boolean).join(', ')}.`,
      remedy:
        'Compare with lower(column) in the app, and make unique indexes on lower(column) where two spellings are one.',
    },
  ]
}

/** Enums and sets compare by label, JSON by value. */
function isCaseInsensitive({collation, dataType}: MysqlColumn): boolean {
  return (
    collation !== null &&
    !['enum', 'json', 'set'].includes(dataType) &&
    !/_(?:bin|cs)$|^binary$/.test(collation)
  )
}

function uniqueColumns({indexes}: MysqlTable): Set<string | null> {
  return new Set(indexes.filter(({unique}) => unique).flatMap(({parts}) => parts.map(({column}) => column)))
}
