/**
 * Whether Postgres' numeric can hold a JSON number: up to 131072 digits before the point and 16383 after it,
 * however they are written. https://www.postgresql.org/docs/current/datatype-numeric.html
 */
export function fitsNumeric(number: string): boolean {
  const [, whole = '', fraction = '', power = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e(.+))?$/i.exec(number) ?? []
  const exponent = Number(power)
  if (Math.abs(exponent) >= LARGEST_EXPONENT || fraction.length - exponent > DIGITS_AFTER) return false
  const first = `${whole}${fraction}`.search(/[1-9]/)
  return first === -1 || whole.length - first + exponent <= DIGITS_BEFORE
}

const DIGITS_BEFORE = 131_072
const DIGITS_AFTER = 16_383
/** Half of the largest int; every exponent must be below it, even that of a zero. */
const LARGEST_EXPONENT = 2 ** 30 - 1
