/** A comparison as Postgres writes it. */
export type ComparisonSign = '<' | '<=' | '<>' | '=' | '>' | '>=' | 'IS NOT DISTINCT FROM'

const TURNED: Partial<Record<ComparisonSign, ComparisonSign>> = {'<': '>', '<=': '>=', '>': '<', '>=': '<='}

/** The sign that says the same once the two sides have changed places. */
export function turned(sign: ComparisonSign): ComparisonSign {
  return TURNED[sign] ?? sign
}
