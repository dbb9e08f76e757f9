import {zerofillNote} from '../convert/columns/column-hazards.js'
import type {ColumnContext, ColumnType} from '../convert/columns/column-type.js'
import {identityEnd, type IdentityType} from '../convert/columns/identity-values.js'
import {isUnsigned} from '../convert/columns/integer-types.js'
import type {Encoding} from '../encode/encoding.js'
import type {MysqlColumn} from '../mysql-schema.js'
import {refuseRules} from '../rules/resolve-rules.js'
import {asUsual, type TypeOverride} from './type-override.js'

/** What rules can make of tinyint to bigint, of either sign. */
export const INTEGER_OVERRIDES: TypeOverride[] = [
  {
    as: 'boolean',
    convert: () => ({type: 'boolean', encoding: {kind: 'boolean'}, select: name => `${name} + 0`}),
    misfit: name => `${name} NOT IN (0, 1)`,
  },
  integer('smallint'),
  integer('integer'),
  integer('bigint'),
  ...numerics(),
  double(),
]

/** Of decimal(p,s). */
export const DECIMAL_OVERRIDES: TypeOverride[] = [
  integer('smallint'),
  integer('integer'),
  integer('bigint'),
  ...numerics(),
  double(),
]

/** Of float. Rounded to a few decimals it is the number that people see. */
export const FLOAT_OVERRIDES: TypeOverride[] = [asUsual('real'), double(), ...numerics().slice(1)]

export const DOUBLE_OVERRIDES: TypeOverride[] = [asUsual('double precision'), ...numerics()]

export const YEAR_OVERRIDES: TypeOverride[] = [asUsual('smallint'), integer('integer')]

/** Of bit(1). */
export const BIT_OVERRIDES: TypeOverride[] = [asUsual('boolean'), ...bitIntegers()]

/** Of bit(2) to bit(64). */
export const BITS_OVERRIDES: TypeOverride[] = bitIntegers()

function number(type: string, usual: ColumnType, context: ColumnContext): ColumnType {
  const encoding: Encoding = {kind: 'ascii'}
  const hazards = context.column.columnType.includes('zerofill') ? [zerofillNote(context)] : []
  return {type, encoding, hazards, select: usual.select}
}

function integer(as: IdentityType): TypeOverride {
  return {
    as,
    convert(usual, context) {
      refuseFull(as, context)
      const type = number(as, usual, context)
      return hasFraction(context.column) ? {...type, select: name => `TRUNCATE(${name}, 0)`} : type
    },
    misfit(name, column) {
      const end = identityEnd(as)
      const outside = `${name} NOT BETWEEN ${-end - 1n} AND ${end}`
      if (hasFraction(column)) return `${outside} OR ${name} <> TRUNCATE(${name}, 0)`
      return largestOf(column) > end ? outside : null
    },
  }
}

function hasFraction({dataType, scale}: MysqlColumn): boolean {
  return dataType === 'decimal' && (scale ?? 0) > 0
}

const BITS: Record<string, bigint> = {tinyint: 8n, smallint: 16n, mediumint: 24n, int: 32n, bigint: 64n}

function largestOf(column: MysqlColumn): bigint {
  const bits = BITS[column.dataType]
  if (bits !== undefined) return 2n ** (isUnsigned(column) ? bits : bits - 1n) - 1n
  return column.dataType === 'year' ? 2155n : 10n ** BigInt(column.precision ?? 65)
}

/** An AUTO_INCREMENT column needs room for the next number. */
function refuseFull(as: IdentityType, {next, where}: ColumnContext): void {
  if (next !== null && next > identityEnd(as))
    refuseRules([`${where} cannot be ${as}: its next AUTO_INCREMENT value is ${next}`])
}

function numerics(): TypeOverride[] {
  return [
    {as: 'numeric', convert: (usual, context) => number('numeric', usual, context)},
    {
      as: 'numeric(n,s)',
      convert: (usual, context, [precision, scale]) =>
        number(`numeric(${precision},${scale})`, usual, context),
      misfit(name, column, [precision = 0, scale = 0]) {
        const limit = `ABS(ROUND(${name}, ${scale})) >= 1${'0'.repeat(precision - scale)}`
        // MySQL's longest decimal has 65 digits.
        const large = precision - scale < 65 ? [limit] : []
        // A float has no exact digits to lose.
        const rounded =
          hasFraction(column) && (column.scale ?? 0) > scale ? [`${name} <> ROUND(${name}, ${scale})`] : []
        return [...large, ...rounded].join(' OR ') || null
      },
    },
  ]
}

function double(): TypeOverride {
  return {as: 'double precision', convert: (usual, context) => number('double precision', usual, context)}
}

function bitIntegers(): TypeOverride[] {
  return (['smallint', 'integer', 'bigint'] as const).map(as => ({
    as,
    convert: () => ({type: as, encoding: {kind: 'ascii'}, select: name => `${name} + 0`}),
    misfit: name => `${name} + 0 > ${identityEnd(as)}`,
  }))
}
