import type {Term} from './term.js'

/** The value of any one row; Postgres has any_value() only from version 16 on. */
export function anyValue(term: Term): Term {
  // Arrays that are empty, or of several lengths, cannot be put into one.
  const sql =
    term.kind === 'set'
      ? `string_to_array((array_agg(array_to_string(${term.sql}, ',')))[1], ',')`
      : `(array_agg(${term.sql}))[1]`
  return {...term, sql, atomic: true, literal: undefined, nullable: true, zeroDate: undefined}
}
