import {quoteMysqlIdentifier} from '../../core/quote.js'

/** Some of a table's rows, as an interval of a key. Plain data, so that it can be sent to a worker thread. */
export interface RowRange {
  /** The key's index; null if there is none, and the rows come in the server's order. */
  index: string | null
  /** A condition on the key's columns. */
  where: string
  /** The same as an interval, if the key begins with an integer; it is open at an end that is absent. */
  interval?: KeyInterval
  /** Only this many rows, the first by the key; all of them when absent. */
  limit?: number
}

/** Integers in decimal, `low` up to but not including `high`. */
export interface KeyInterval {
  low?: string
  high?: string
}

/** The part of a SELECT of the range that follows the table's name. */
export function rangeSql({index, where, limit}: RowRange): string {
  return `${forceIndex(index)} WHERE ${where}${limit === undefined ? '' : ` LIMIT ${limit}`}`
}

/** Without the hint the server may prefer to read the whole table. */
export function forceIndex(index: RowRange['index']): string {
  return index === null ? '' : ` FORCE INDEX (${quoteMysqlIdentifier(index)})`
}
