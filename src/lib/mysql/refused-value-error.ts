import {keyValues, type RefusedPlace} from '../core/encode/refused-values.js'
import {MigrationError} from '../core/migration-error.js'

/** The error for a refused value: it names the table, the column and the row, by its key if it has one, but not the value. */
export function refusedValueError(place: RefusedPlace): MigrationError {
  const {copy, column, reason, row} = place
  const {source, nullable} = copy.columns[column]!
  const key = [...keyValues(place)].map(([name, value]) => `${name} = ${shown(value)}`).join(', ')
  const where = key === '' ? `row ${row}` : `row ${row} (${key})`
  const why = nullable ? reason : `${reason}, and the column takes no NULL instead`
  return new MigrationError(
    `Postgres would refuse the value of ${copy.source}.${source} in ${where}: ${why}.`,
    {code: 'refused-value', suggestions: [nullable ? `${CHANGE}, or ${ALLOW}` : `${CHANGE}, or ${EXCLUDE}`]},
  )
}

const CHANGE = 'Change that value in MySQL and run the command again'
const ALLOW = 'let such values become NULL and be kept in a file with: --allow refused-value'
const EXCLUDE = 'leave the table out with --exclude'

/** Keys may be long or binary. */
function shown(value: string | null): string {
  const text = JSON.stringify(value)
  if (value !== null && /^-?\d+$/.test(value)) return value
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
