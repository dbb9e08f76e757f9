/** What is known of a row: the hashes of its key and of all its values. */
export interface RowHash {
  k: string
  h: string
}

/** The rows of one key that only one side has, by their hashes. */
export interface UnmatchedRows {
  key: string
  mysql: string[]
  postgres: string[]
}

/** Removes the rows that both sides have, as often as both have them, and returns the rest by key. */
export function unmatchedRows(mysql: readonly RowHash[], postgres: readonly RowHash[]): UnmatchedRows[] {
  const keys = new Map<string, UnmatchedRows>()
  const rowsOf = (key: string): UnmatchedRows => {
    const known = keys.get(key) ?? {key, mysql: [], postgres: []}
    keys.set(key, known)
    return known
  }

  for (const {k, h} of mysql) rowsOf(k).mysql.push(h)
  for (const {k, h} of postgres) rowsOf(k).postgres.push(h)
  return [...keys.values()].flatMap(rows => {
    const rest = {
      key: rows.key,
      mysql: without(rows.mysql, rows.postgres),
      postgres: without(rows.postgres, rows.mysql),
    }
    return rest.mysql.length + rest.postgres.length === 0 ? [] : [rest]
  })
}

/** The elements of one list that another does not have, counted: two of three remain when the other has one. */
export function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return all.filter(each => {
    const count = left.get(each) ?? 0
    left.set(each, count - 1)
    return count <= 0
  })
}
