import {quoteIdentifier} from '../quote.js'
import type {SqlScope, Translation} from './sql-scope.js'

/** What Postgres refuses with a nondeterministic collation: LIKE, patterns and searches for a substring (fewer from version 18 on). */
const REFUSED_SEARCHES =
  /\bI?LIKE\b|~|\b(?:position|regexp_\w+|replace|split_part|starts_with|string_to_array|strpos|substring)\(/i

/**
 * Translates with the columns' own collations where that works; where Postgres would refuse a search, or could not choose
 * between two collations, once more with every text compared exactly. Postgres would refuse such a search only when it reads a row, which is too late.
 */
export function translateCollated<Found extends Translation>(
  scope: SqlScope,
  translate: (scope: SqlScope) => Found,
): Found {
  const known: CollatedColumn[] = []
  const found = translate(watched(scope, known))
  if (!found.ok) return found
  const sql = found.sql.replaceAll(/'(?:[^']|'')*'/g, "''")
  const used = known.filter(({name}) => sql.includes(name)).map(({collation}) => collation)
  const [collation, ...others] = new Set(used)
  if (collation === undefined) return found
  if (others.length === 0 && !REFUSED_SEARCHES.test(sql)) return {...found, collation}
  const again = translate(exact(scope))
  return again.ok ? {...again, exact: true} : again
}

interface CollatedColumn {
  /** As it is written in Postgres. */
  name: string
  collation: string
}

/** Notes the columns that are looked up and have a collation; of a table, all columns at once. */
function watched(scope: SqlScope, known: CollatedColumn[]): SqlScope {
  const note = (name: string, collation: string | undefined): void => {
    if (collation !== undefined) known.push({name, collation})
  }

  return {
    ...scope,
    column(name, table) {
      const found = scope.column(name, table)
      if (found) note(found.sql, found.collation)
      return found
    },
    table(name) {
      const found = scope.table(name)
      for (const column of found?.columns ?? [])
        note(column.sql ?? quoteIdentifier(column.name), column.collation)
      return found
    },
  }
}

function exact(scope: SqlScope): SqlScope {
  return {
    ...scope,
    column(name, table) {
      const found = scope.column(name, table)
      return found && {...found, exact: true}
    },
    table(name) {
      const found = scope.table(name)
      return found && {...found, columns: found.columns.map(column => ({...column, exact: true}))}
    },
  }
}
