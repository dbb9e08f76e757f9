import type {Buffer} from 'node:buffer'

/** How far back a repetition may be, and how long: `PGLZ_HISTORY_SIZE`, `PGLZ_MAX_MATCH`. */
const HISTORY = 4095
const LONGEST = 273
/** The search stops at a repetition of this many bytes; each one that is examined lowers this by a tenth. */
const GOOD = 128
/** A value stays uncompressed if there is no repetition among its first bytes, or if less than a quarter is saved. */
const FIRST_BYTES = 1024
const LEAST_SAVED = 0.25
const SHORTEST = 32

/**
 * The size of a value in bytes after Postgres' own compression (`pglz_compress` of `pg_lzcompress.c`, with its default strategy);
 * undefined if it would leave the value uncompressed. The output has a bit for each item, and an item is a single byte or a
 * repetition, which takes two or three bytes.
 */
export function pglzBytes(value: Buffer): number | undefined {
  if (value.length < SHORTEST) return undefined
  const history = new History(value)
  const most = value.length * (1 - LEAST_SAVED)
  let items = 0
  let bytes = 0
  let found = false
  for (let at = 0; at < value.length;) {
    if (!found && bytes >= FIRST_BYTES) return undefined
    const length = history.longestAt(at)
    items++
    bytes += length === 0 ? 1 : length > 17 ? 3 : 2
    found ||= length > 0
    const end = at + Math.max(1, length)
    while (at < end) history.add(at++)
    if (bytes + items / 8 > most) return undefined
  }

  // The header: the original length.
  return Math.ceil(bytes + items / 8) + 4
}

/** The earlier places of the same four bytes, the latest first. */
class History {
  private readonly last = new Map<number, number>()
  private readonly before: Int32Array

  constructor(private readonly value: Buffer) {
    this.before = new Int32Array(value.length)
  }

  add(at: number): void {
    const hash = this.hash(at)
    this.before[at] = this.last.get(hash) ?? -1
    this.last.set(hash, at)
  }

  /** The longest repetition that starts here; 0 if it is shorter than three bytes. */
  longestAt(at: number): number {
    let longest = 0
    let good = GOOD
    const most = Math.min(LONGEST, this.value.length - at)
    for (
      let from = this.last.get(this.hash(at)) ?? -1;
      from >= 0 && at - from < HISTORY;
      from = this.before[from]!
    ) {
      let length = 0
      while (length < most && this.value[from + length] === this.value[at + length]) length++
      longest = Math.max(longest, length)
      if (longest >= good) break
      good -= Math.floor(good / 10)
    }

    return longest < 3 ? 0 : longest
  }

  private hash(at: number): number {
    const {value} = this
    return (
      (value[at]! << 24) | ((value[at + 1] ?? 0) << 16) | ((value[at + 2] ?? 0) << 8) | (value[at + 3] ?? 0)
    )
  }
}
