/** What is known beforehand of the work that is done while the apps are down. */
export interface Work {
  rows: number
  /** Of all rows as COPY text. */
  textBytes: number
  /** Entries of all indexes. */
  indexEntries: number
  /** How many connections read at once. */
  readers: number
  /** What reading, converting and compressing all rows takes on one of them while the others are busy, too; by trial. */
  busySeconds: number
  /** Looking at the schema and the data, which is done again in the snapshot. */
  planSeconds: number
}

/** Seconds of each part of the work. */
export interface WorkTimes {
  /** Snapshot, reading, converting and compressing, without a line that is slower than that. */
  upload: number
  /** Restoring on one connection, indexes and keys included. */
  restore: number
  /** Snapshot, reading, converting and writing into Postgres. */
  copy: number
  build: number
  verify: number
}

/**
 * What Postgres takes was measured on one core of 2026 with the data set of `npm run bench` (6.2 million rows, 1 GB, 14.4 million
 * index entries): seconds for a row and for a byte that COPY takes in, and for an entry of an index.
 */
const COPY_ROW = 0.9e-6
const COPY_BYTE = 6e-9
const INDEX_ENTRY = 0.3e-6
/** Of reading, converting and compressing; route direct does not compress. Measured with the same. */
const UNCOMPRESSED = 0.45
/** The comparison of every value, against the reading of all. */
const VERIFY = 1.5

/** How long the work will take, where Postgres is as fast as it was measured and shares no line with others. */
export function estimateTimes({
  rows,
  textBytes,
  indexEntries,
  readers,
  busySeconds,
  planSeconds,
}: Work): WorkTimes {
  const write = rows * COPY_ROW + textBytes * COPY_BYTE
  const index = indexEntries * INDEX_ENTRY
  const read = busySeconds / readers
  return {
    upload: planSeconds + read,
    restore: write + index,
    copy: planSeconds + (busySeconds * UNCOMPRESSED + write) / readers,
    build: index / Math.min(2, readers),
    verify: read * VERIFY,
  }
}
