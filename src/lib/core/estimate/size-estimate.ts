/** How much there will be, before it is there. */
export interface SizeEstimate {
  tables: TableEstimate[]
  /** Of the archive, table of contents included: what is uploaded on route s3. */
  archiveBytes: number
  /** Of all rows as COPY text: what is sent on route direct. */
  textBytes: number
  /** Of all tables in Postgres, with their indexes. */
  postgresBytes: number
}

/** One table's part, by its name in Postgres. */
export interface TableEstimate {
  table: string
  rows: number
  /** Rows that were read for this; 0 where the other tables had to do. */
  sampled: number
  textBytes: number
  archiveBytes: number
  postgresBytes: number
}
