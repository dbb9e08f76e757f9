import {integerRange} from '../../integer-range.js'
import {largestDecimal} from '../../largest-decimal.js'
import type {MysqlColumn} from '../../mysql-schema.js'

const BITS: Record<string, number> = {tinyint: 8, smallint: 16, mediumint: 24, int: 32, bigint: 64}

/** The smallest and the largest value of a whole or decimal MySQL type, in decimal; null for other types. */
export function numberBounds({dataType, columnType, precision, scale}: MysqlColumn): [string, string] | null {
  const isUnsigned = columnType.includes('unsigned')
  const bits = BITS[dataType]
  if (bits !== undefined) return integerRange(bits, isUnsigned)
  if (dataType !== 'decimal' || precision === null) return null
  const largest = largestDecimal(precision, scale ?? 0)
  return [isUnsigned ? '0' : `-${largest}`, largest]
}
