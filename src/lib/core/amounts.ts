/** How much of something is over, of how much; bytes are those of COPY text. */
export interface Count {
  rows: number
  plannedRows: number
  bytes: number
  plannedBytes: number
}

/** The same with its rates since it began, and the time that is left at that rate, where that can be told. */
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

/** What a count comes to after so much time. */
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

/** Whole percent of the bytes, rounded down; where nothing is planned, all of it is over. */
export function percentOf({bytes, plannedBytes}: Count): number {
  return plannedBytes === 0 ? 100 : Math.floor((bytes / plannedBytes) * 100)
}
