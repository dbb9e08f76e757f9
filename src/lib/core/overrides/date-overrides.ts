import type {ColumnContext} from '../convert/columns/column-type.js'
import {outOfDaySql} from '../value-conditions.js'
import {asUsual, type TypeOverride} from './type-override.js'

/** What rules can make of a datetime, which has no time zone until a rule says in which one it was written. */
export const DATETIME_OVERRIDES: TypeOverride[] = [
  asUsual('timestamp'),
  {
    as: 'timestamptz',
    convert: (usual, context) => ({
      ...usual,
      type: `timestamptz(${digits(context)})`,
      encoding: {...usual.encoding, kind: 'timestamptz', zone: context.rule.zone},
    }),
  },
]

/** Of a timestamp, which MySQL shows in UTC here. */
export const TIMESTAMP_OVERRIDES: TypeOverride[] = [
  asUsual('timestamptz'),
  {
    as: 'timestamp',
    convert: (usual, context) => ({
      ...usual,
      type: `timestamp(${digits(context)})`,
      encoding: {...usual.encoding, kind: 'date'},
    }),
  },
]

export const TIME_OVERRIDES: TypeOverride[] = [
  {
    as: 'time',
    convert: (_, context) => ({type: `time(${digits(context)})`, encoding: {kind: 'ascii'}}),
    misfit: outOfDaySql,
  },
  {
    as: 'interval',
    convert: (_, context) => ({type: `interval(${digits(context)})`, encoding: {kind: 'ascii'}}),
  },
]

function digits({column}: ColumnContext): number {
  return column.fractionalDigits ?? 0
}
