import type {Buffer} from 'node:buffer'

/** A run of whole COPY lines of one table. */
export interface CopyBlock {
  bytes: Buffer
  rows: number
}
