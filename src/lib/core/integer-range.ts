/** The smallest and the largest whole number of a width in bits, in decimal. */
export function integerRange(bits: number, isUnsigned: boolean): [smallest: string, largest: string] {
  const half = 2n ** BigInt(bits - 1)
  return isUnsigned ? ['0', String(half * 2n - 1n)] : [String(-half), String(half - 1n)]
}
