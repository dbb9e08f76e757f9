import type {Buffer} from 'node:buffer'

import type {RefusedValues} from './refused-values.js'

/** A run of whole COPY lines of one table. */
export interface CopyBlock {
  bytes: Buffer
  rows: number
  /** Values that are NULL in `bytes` because Postgres would refuse them; absent if there are none. */
  refused?: RefusedValues
}
