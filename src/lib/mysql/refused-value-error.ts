import type {Buffer} from 'node:buffer'

import {MigrationError} from '../core/migration-error.js'
import type {RefusedValue} from '../core/encode/refused-value.js'
import type {TableCopy} from '../core/table-copy.js'

import {valueText} from './copy-line.js'
import type {RawField} from './raw-rows.js'

/** Where a refused value was met; `row` counts from 1 in the order of reading. */
export interface RefusedWhere {
  copy: TableCopy
  column: number
  row: number
  bytes: Buffer
  start: number
  fields: RawField[]
}

/** Names the table, the column and the row, by its primary key where it has one. The value itself is not shown. */
export function refusedValueError({reason}: RefusedValue, where: RefusedWhere): MigrationError {
  const {copy, column, row} = where
  const key = primaryKey(where)
  const place = key === '' ? `row ${row}` : `row ${row} (${key})`
  const name = `${copy.source}.${copy.columns[column]?.source}`
  return new MigrationError(`Postgres would refuse the value of ${name} in ${place}: ${reason}.`, {
    code: 'refused-value',
    suggestions: [
      'Change that value in MySQL, or leave the table out with --exclude, and run the command again.',
    ],
  })
}

function primaryKey({copy, bytes, start, fields}: RefusedWhere): string {
  return fields
    .flatMap(({inPrimaryKey}, index) => (inPrimaryKey ? [index] : []))
    .map(index => `${copy.columns[index]?.source} = ${shown(valueText(bytes, start, index))}`)
    .join(', ')
}

/** Keys may be long or binary. */
function shown(value: string | null): string {
  const text = JSON.stringify(value)
  if (value !== null && /^-?\d+$/.test(value)) return value
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
