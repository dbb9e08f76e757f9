import {quoteMysqlIdentifier} from '../../core/quote.js'

/** Some of a table's rows, as an interval of a key. Plain data, so that it can be handed to a worker thread. */
export interface RowRange {
  /** The key's index; null where there is none, and the rows come as the server has them. */
  index: string | null
  /** A condition on the key's columns. */
  where: string
  /** The same where the key begins with an integer; there is no end where one is absent. */
  interval?: KeyInterval
  /** How many rows are enough, the first by the key; all of them when absent. */
  limit?: number
}

/** Integers in decimal, `low` up to but not including `high`. */
export interface KeyInterval {
  low?: string
  high?: string
}

/** What follows the table's name in a SELECT of the range. */
export function rangeSql({index, where, limit}: RowRange): string {
  return `${forceIndex(index)} WHERE ${where}${limit === undefined ? '' : ` LIMIT ${limit}`}`
}

/** Left alone the server may prefer to read the whole table. */
export function forceIndex(index: RowRange['index']): string {
  return index === null ? '' : ` FORCE INDEX (${quoteMysqlIdentifier(index)})`
}
