import type {MysqlTable} from '../../mysql-schema.js'
import type {ColumnProfile} from '../../table-profile.js'

/** Types that a sequence can count in, with their largest value. */
const ENDS = {smallint: 2n ** 15n - 1n, integer: 2n ** 31n - 1n, bigint: 2n ** 63n - 1n}

export type IdentityType = keyof typeof ENDS

export function identityEnd(type: IdentityType): bigint {
  return ENDS[type]
}

export function isIdentityType(type: string): type is IdentityType {
  return type in ENDS
}

/**
 * The value that the next insert gets: the larger of the table's AUTO_INCREMENT and the largest value plus one,
 * because a value that was given once may be known outside although its row was deleted.
 */
export function nextValue(table: MysqlTable, profile: ColumnProfile): bigint {
  const afterLargest = wholePart(profile.max ?? '0') + 1n
  const next = BigInt(table.autoIncrement ?? '1')
  return larger(larger(afterLargest, next), 1n)
}

/** A number from its decimal text; AUTO_INCREMENT also exists on float and double, which print `1e20` and `1.5`. */
export function wholePart(number: string): bigint {
  return /^-?\d+$/.test(number) ? BigInt(number) : BigInt(Math.trunc(Number(number)))
}

export function larger(one: bigint, other: bigint): bigint {
  return one - other > 0n ? one : other
}
