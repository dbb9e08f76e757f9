import {MigrationError} from '../core/migration-error.js'

const MIB = 1024 ** 2
/** S3's limits: parts of an object, bytes of an object (5 TiB). */
export const MOST_PARTS = 10_000
const LARGEST_OBJECT = 5 * 1024 ** 4
const SMALLEST_PART = 8 * MIB
/** An archive may turn out half as large again as estimated, with a thousand parts to spare. */
const MARGIN = 1.5
const PARTS_FOR_ESTIMATE = 9000
/** Parts are held in memory while they are being sent. */
const MEMORY = 128 * MIB
const MOST_AT_ONCE = 4

/** How an upload is cut: the bytes of a part, and how many parts are sent at the same time. */
export interface PartPlan {
  partSize: number
  partsAtOnce: number
}

/**
 * Chooses parts that are large enough for the estimate, in bytes, and few enough at a time to stay within 128 MiB of memory
 * (one part is larger from 750 GB on). Throws MigrationError `upload-too-large` for more than an S3 object can hold.
 */
export function planParts(estimatedBytes: number): PartPlan {
  if (estimatedBytes > LARGEST_OBJECT) throw tooLarge('5 TiB, the most that S3 takes as one object')
  const partSize = Math.max(SMALLEST_PART, Math.ceil((estimatedBytes * MARGIN) / PARTS_FOR_ESTIMATE))
  const partsAtOnce = Math.min(MOST_AT_ONCE, Math.max(1, Math.floor(MEMORY / partSize)))
  return {partSize, partsAtOnce}
}

/** The error for an upload that becomes larger than planned. */
export function tooLarge(limit: string): MigrationError {
  return new MigrationError(`The archive is larger than ${limit}.`, {
    code: 'upload-too-large',
    suggestions: ['Leave large tables out with --exclude TABLE and move them separately.'],
  })
}
