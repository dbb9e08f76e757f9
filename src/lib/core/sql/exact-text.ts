import type {SqlScope, Translation} from './sql-scope.js'

/** What Postgres refuses over a collation that is not deterministic: LIKE, patterns, searches for a part (18 refuses fewer). */
const REFUSED_SEARCHES =
  /\bI?LIKE\b|~|\b(?:position|regexp_\w+|replace|split_part|starts_with|string_to_array|strpos|substring)\(/i

/**
 * Translates with the columns' own collations where that works; where Postgres would refuse a search, or could not choose
 * between two collations, once more with every text compared exactly. A refusal shows only when a row is read, too late.
 */
export function translateCollated<Found extends Translation>(
  scope: SqlScope,
  translate: (scope: SqlScope) => Found,
): Found {
  const collations = new Set<string>()
  const found = translate(watched(scope, collations))
  const [collation, ...others] = collations
  if (!found.ok || collation === undefined) return found
  const withoutLiterals = found.sql.replaceAll(/'(?:[^']|'')*'/g, "''")
  if (others.length === 0 && !REFUSED_SEARCHES.test(withoutLiterals)) return {...found, collation}
  const again = translate(exact(scope))
  return again.ok ? {...again, exact: true} : again
}

/** Notes the collations of the columns that could be used. */
function watched(scope: SqlScope, collations: Set<string>): SqlScope {
  const note = <Column extends {collation?: string}>(column: Column): Column => {
    if (column.collation !== undefined) collations.add(column.collation)
    return column
  }

  return {
    ...scope,
    column(name, table) {
      const found = scope.column(name, table)
      return found && note(found)
    },
    table(name) {
      const found = scope.table(name)
      return found && {...found, columns: found.columns.map(column => note(column))}
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
