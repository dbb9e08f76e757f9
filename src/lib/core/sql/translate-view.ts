import {translateCollated} from './translate-collated.js'
import {parseQuery} from './parse-mysql.js'
import {reasonOf} from './refused.js'
import type {SqlScope, TranslatedSql} from './sql-scope.js'
import type {Term} from './term.js'
import {writeBody, writeQuery} from './views/write-query.js'

/** A translated view has its output columns, in order, with their Postgres types. */
export type ViewTranslation =
  | (TranslatedSql & {
      columns: {name: string; type: string}[]
      /** Columns outside of GROUP BY, as SQL, of which MySQL and Postgres take any row's value. */
      anyRow?: string[]
      /** Set where values are put together in an order that nobody chose. */
      anyOrder?: true
    })
  | {ok: false; reason: string; columns?: undefined}

/**
 * Translates a view's SELECT, as the server normalised it. Views that it reads have to be in the scope already.
 * `loadSqlParser` must have been awaited.
 */
export function translateView(select: string, scope: SqlScope): ViewTranslation {
  return translateCollated(scope, within => translateWithin(select, within))
}

function translateWithin(select: string, scope: SqlScope): ViewTranslation {
  const anyRow: string[] = []
  const found: {anyOrder?: true} = {}
  try {
    const {sql, columns} = writeQuery(parseQuery(select), {
      scope,
      commonTables: new Map(),
      parent: undefined,
      onAnyRow: rows => anyRow.push(...rows),
      onAnyOrder() {
        found.anyOrder = true
      },
      writeQuery,
      writeBody,
    })
    return {
      ok: true,
      sql,
      ...(anyRow.length > 0 && {anyRow}),
      ...found,
      columns: columns.map(({name, term}) => ({name, type: typeOf(term)})),
    }
  } catch (error) {
    return {ok: false, reason: reasonOf(error)}
  }
}

/** A bare NULL becomes text in a view. */
function typeOf({type}: Term): string {
  return type === 'null' ? 'text' : type
}
