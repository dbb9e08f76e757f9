import type {MysqlColumn} from '../../mysql-schema.js'

const BITS: Record<string, bigint> = {tinyint: 8n, smallint: 16n, mediumint: 24n, int: 32n, bigint: 64n}

/** The smallest and the largest value of a whole or decimal MySQL type, in decimal; null for other types. */
export function numberBounds({dataType, columnType, precision, scale}: MysqlColumn): [string, string] | null {
  const isUnsigned = columnType.includes('unsigned')
  const bits = BITS[dataType]
  if (bits !== undefined) {
    const half = 1n << (bits - 1n)
    return isUnsigned ? ['0', String(half * 2n - 1n)] : [String(-half), String(half - 1n)]
  }

  if (dataType !== 'decimal' || precision === null) return null
  const digits = '9'.repeat(precision)
  const point = precision - (scale ?? 0)
  const largest = `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/^\./, '0.').replace(/\.$/, '')
  return [isUnsigned ? '0' : `-${largest}`, largest]
}
