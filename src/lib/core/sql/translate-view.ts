import type {SqlScope, Translation} from './sql-scope.js'

/** A translated view has its output columns, in order, with their Postgres types. */
export type ViewTranslation = Translation & {columns?: {name: string; type: string}[]}

/** Translates a view's SELECT, as the server normalised it. Views it reads have to be in the scope already. */
export function translateView(select: string, scope: SqlScope): ViewTranslation {
  return {ok: false, reason: `nothing is known of ${select} in ${scope.database}`}
}
