/** The expected sizes of a migration, in bytes. */
export interface SizeEstimate {
  tables: TableEstimate[]
  /** The archive, table of contents included: what is uploaded on route s3. */
  archiveBytes: number
  /** All rows as COPY text: what is sent on route direct. */
  textBytes: number
  /** All tables in Postgres, with their indexes. */
  postgresBytes: number
}

/** The expected sizes of one table, which has its name in Postgres. */
export interface TableEstimate {
  table: string
  rows: number
  /** How many rows were read for this; 0 if it was estimated from the other tables. */
  sampled: number
  textBytes: number
  archiveBytes: number
  postgresBytes: number
}
