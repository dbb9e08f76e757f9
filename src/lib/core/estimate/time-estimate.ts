/** What is known in advance about the work that is done while the apps are down. */
export interface Work {
  rows: number
  /** Bytes of all rows as COPY text. */
  textBytes: number
  /** Entries of all indexes. */
  indexEntries: number
  /** How many connections read at once. */
  readers: number
  /** How long one connection would take to read, convert and compress all rows while the others are busy, too; from the trial read. */
  busySeconds: number
  /** How long the first reading of the schema and the data took. */
  planSeconds: number
}

/** Seconds of each part of the work. */
export interface WorkTimes {
  /** Snapshot, reading, converting and compressing; a slower line is not included. */
  upload: number
  /** Restoring on one connection, indexes and keys included. */
  restore: number
  /** Snapshot, reading, converting and writing into Postgres. */
  copy: number
  build: number
  verify: number
}

/**
 * The servers' times were measured on two cores of 2026 with the data set of `npm run bench` (6.2 million rows, 1 GB, 14.4 million
 * index entries), everything on one machine: seconds for a row and for a byte that COPY reads, for an index entry, and for a row
 * and a byte that both servers hash for the comparison.
 */
const COPY_ROW = 0.9e-6
const COPY_BYTE = 6e-9
const INDEX_ENTRY = 0.55e-6
const VERIFY_ROW = 1.2e-6
const VERIFY_BYTE = 6e-9
/** The share of the time for building all indexes that two connections take: Postgres uses several processes for a large index anyway. */
const SIDE_BY_SIDE = 0.75
/** The share of reading and converting in `busySeconds`, without compressing, which route direct does not do. Measured in the same way. */
const UNCOMPRESSED = 0.45
/** The share of `planSeconds` that is spent again in the snapshot. */
const SECOND_LOOK = 0.3
/** The least time of each part: connecting, tables without rows, and checking every few seconds whether Heroku is done. */
const LEAST = {copy: 1, upload: 1, build: 0.2, restore: 2, verify: 0.2}

/** Estimates how long the work will take if Postgres is as fast as it was measured and no line is slower than the servers. */
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
  const look = planSeconds * SECOND_LOOK
  return {
    upload: LEAST.upload + look + busySeconds / readers,
    restore: LEAST.restore + write + index,
    copy: LEAST.copy + look + (busySeconds * UNCOMPRESSED + write) / readers,
    build: LEAST.build + index * SIDE_BY_SIDE,
    verify: LEAST.verify + rows * VERIFY_ROW + textBytes * VERIFY_BYTE,
  }
}
