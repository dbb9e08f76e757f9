import {typeNote, unsignedRangeHazard, zerofillNote} from './column-hazards.js'
import type {ColumnContext, ColumnType} from './column-type.js'
import type {Encoding} from '../../encode/encoding.js'
import {identityEnd} from './identity-values.js'
import type {MysqlColumn} from '../../mysql-schema.js'

type IntegerName = 'bigint' | 'int' | 'mediumint' | 'smallint' | 'tinyint'

const SIGNED = {
  tinyint: 'smallint',
  smallint: 'smallint',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'bigint',
} as const

/** One size up, so that every value fits. */
const UNSIGNED = {
  tinyint: 'smallint',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'bigint',
  bigint: 'bigint',
} as const

/** Types of whole numbers, wide enough for the values found and for the next AUTO_INCREMENT. */
export function integerType(name: IntegerName): (context: ColumnContext) => ColumnType {
  return context => {
    if (name === 'tinyint' && isBoolean(context)) return {type: 'boolean', encoding: {kind: 'boolean'}}
    const {columnType} = context.column
    const unsigned = isUnsigned(context.column)
    const hazards = columnType.includes('zerofill') ? [zerofillNote(context)] : []
    if (unsigned && name === 'bigint' && largest(context) > identityEnd('bigint'))
      return {
        type: 'numeric(20,0)',
        encoding: {kind: 'ascii'},
        hazards: [...hazards, ...rangeHazards(context)],
      }
    const type = unsigned ? UNSIGNED[name] : SIGNED[name]
    if (isNarrow(context.column)) hazards.push(narrowNote(context))
    // The values were counted, but a table that is not in the snapshot can change afterwards.
    const encoding: Encoding = unsigned && name === 'bigint' ? {kind: 'bigint'} : {kind: 'ascii'}
    return {type: widened(type, context.next), encoding, hazards}
  }
}

/** tinyint(1), signed. */
export function isNarrow({columnType}: MysqlColumn): boolean {
  return columnType === 'tinyint(1)'
}

/** ZEROFILL columns are unsigned, too. */
export function isUnsigned({columnType}: MysqlColumn): boolean {
  return /unsigned|zerofill/.test(columnType)
}

/** MySQL has no boolean: tinyint(1) is one as long as nothing in it says otherwise. */
function isBoolean(context: ColumnContext): boolean {
  const {column, keyed, family} = context
  if (!isNarrow(context.column) || keyed || column.autoIncrement) return false
  const values = [
    family.min ?? '0',
    family.max ?? '0',
    column.default?.kind === 'literal' ? column.default.value : '0',
  ]
  return values.every(value => value === '0' || value === '1')
}

function narrowNote(context: ColumnContext): ReturnType<typeof typeNote> {
  return typeNote(
    context,
    context.keyed || context.column.autoIncrement
      ? 'tinyint(1) in a key stays a number (smallint), not a boolean.'
      : `tinyint(1) holds numbers other than 0 and 1 (${context.family.min ?? 0} to ${context.family.max ?? 0}), so it becomes smallint, not boolean.`,
    'Map it as a number in the app.',
  )
}

/** The largest number that the column holds or produces: its values, its default, the last AUTO_INCREMENT. */
function largest({column, family, next}: ColumnContext): bigint {
  const literal = column.default?.kind === 'literal' ? column.default.value : ''
  const numbers = [BigInt(family.max ?? 0), /^\d+$/.test(literal) ? BigInt(literal) : 0n, (next ?? 1n) - 1n]
  return numbers.sort((a, b) => (a < b ? -1 : 1)).at(-1)!
}

/** A full key needs a type in which the next number fits. */
function widened(type: 'bigint' | 'integer' | 'smallint', next: bigint | null): string {
  return next !== null && next > identityEnd(type) ? 'bigint' : type
}

/** The profile found values that need the wider type, in which a column cannot be AUTO_INCREMENT. */
function rangeHazards(context: ColumnContext): ReturnType<typeof unsignedRangeHazard>[] {
  return context.column.autoIncrement
    ? [unsignedRangeHazard(context)]
    : [
        typeNote(
          context,
          'Its values or its default are above the end of bigint, so it becomes numeric(20,0).',
          'Map it as a decimal in the app.',
        ),
      ]
}
