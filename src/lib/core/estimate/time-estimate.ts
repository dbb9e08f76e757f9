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
  /** Looking at the schema and the data for the first time. */
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
 * What servers take was measured on two cores of 2026 with the data set of `npm run bench` (6.2 million rows, 1 GB, 14.4 million
 * index entries), everything on one machine: seconds for a row and for a byte that COPY takes in, for an entry of an index, and for
 * a row and a byte that both servers hash for the comparison.
 */
const COPY_ROW = 0.9e-6
const COPY_BYTE = 6e-9
const INDEX_ENTRY = 0.55e-6
const VERIFY_ROW = 1.2e-6
const VERIFY_BYTE = 6e-9
/** Of building all indexes on one connection, what two take: Postgres uses several processes for a large one anyway. */
const SIDE_BY_SIDE = 0.75
/** Of reading, converting and compressing; route direct does not compress. Measured with the same. */
const UNCOMPRESSED = 0.45
/** Of the first look at the schema and the data, what has to be looked at again in the snapshot. */
const SECOND_LOOK = 0.3
/** What each part takes however little there is: connections, tables without rows, and looking every few seconds whether Heroku is done. */
const LEAST = {copy: 1, upload: 1, build: 0.2, restore: 2, verify: 0.2}

/** How long the work will take, where Postgres is as fast as it was measured and no line is slower than the servers. */
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
