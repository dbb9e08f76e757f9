/** How much of something is done, of how much; bytes are those of COPY text. */
export interface Count {
  rows: number
  plannedRows: number
  bytes: number
  plannedBytes: number
}

/** A count with its rates since it began, and the time that is left at that rate, if it is known. */
export interface Amounts extends Count {
  rowsPerSecond: number
  bytesPerSecond: number
  secondsLeft?: number
}

/** Adds up counts. */
export function sumCounts(counts: readonly Count[]): Count {
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0)
  return {
    rows: sum(({rows}) => rows),
    plannedRows: sum(({plannedRows}) => plannedRows),
    bytes: sum(({bytes}) => bytes),
    plannedBytes: sum(({plannedBytes}) => plannedBytes),
  }
}

/** Adds to a count the rates and the time left, after `milliseconds` of work. */
export function toAmounts(count: Count, milliseconds: number): Amounts {
  const perSecond = (amount: number): number =>
    milliseconds > 0 ? Math.round((amount / milliseconds) * 1000) : 0
  const bytesPerSecond = perSecond(count.bytes)
  const left = count.plannedBytes - count.bytes
  return {
    ...count,
    rowsPerSecond: perSecond(count.rows),
    bytesPerSecond,
    ...(bytesPerSecond > 0 ? {secondsLeft: Math.ceil(left / bytesPerSecond)} : {}),
  }
}

/** Whole percent of the bytes, rounded down; 100 if nothing is planned. */
export function percentOf({bytes, plannedBytes}: Count): number {
  return plannedBytes === 0 ? 100 : Math.floor((bytes / plannedBytes) * 100)
}
