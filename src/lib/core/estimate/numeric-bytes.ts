/** Bytes of a numeric without its length header: two, and two for each group of four digits, without groups of zeros at the ends. */
export function numericBytes(text: string): number {
  const [whole = '', fraction = ''] = text.replace(/^-/, '').split('.')
  const digits = whole.padStart(Math.ceil(whole.length / 4) * 4, '0') + padEnd(fraction)
  const groups = digits.match(/.{4}/g) ?? []
  const first = groups.findIndex(group => group !== '0000')
  if (first === -1) return 2
  return 2 + 2 * (groups.findLastIndex(group => group !== '0000') - first + 1)
}

function padEnd(fraction: string): string {
  return fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0')
}
