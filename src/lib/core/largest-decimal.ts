/** The largest number that `decimal(precision, scale)` holds, in either database. */
export function largestDecimal(precision: number, scale: number): string {
  return `${'9'.repeat(precision - scale) || '0'}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`
}
