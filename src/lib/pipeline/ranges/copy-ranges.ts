import {MigrationError} from '../../core/migration-error.js'
import type {CopiedRange, CopyRequest, RangeCopier} from './copy-range.js'

/** Listens to ranges: while each is copied (`rows` and `bytes` so far), and when it is in Postgres. */
export interface CopyObserver {
  onRows(request: CopyRequest, rows: number, bytes: number): void
  onCopied(request: CopyRequest, copied: CopiedRange): Promise<void>
}

/**
 * Lets copiers copy ranges in parallel, each taking the next free one. A copier that loses MySQL drops out: it cannot join the
 * snapshot again, and the others, which still see it, take over its range. `last` copies what is left at the end; its connection
 * also plans the ranges, so it must not read earlier.
 */
export async function copyRanges(
  requests: AsyncGenerator<CopyRequest>,
  copiers: readonly RangeCopier[],
  last: RangeCopier,
  observer: CopyObserver,
): Promise<void> {
  const left: CopyRequest[] = []
  const next = async (): Promise<CopyRequest | undefined> => {
    const request = left.pop()
    if (request) return request
    const {value, done} = await requests.next()
    return done ? undefined : value
  }
  const copy = async (copier: RangeCopier, request: CopyRequest): Promise<void> => {
    const copied = await copier.copy(request, (rows, bytes) => observer.onRows(request, rows, bytes))
    await observer.onCopied(request, copied)
  }
  const work = async (copier: RangeCopier): Promise<void> => {
    for (let request = await next(); request; request = await next()) {
      try {
        await copy(copier, request)
      } catch (error) {
        if (!isLostSource(error)) throw error
        left.push(request)
        observer.onRows(request, 0, 0)
        break
      }
    }
    // Another copier may be waiting for a connection to Postgres.
    await copier.release()
  }

  await Promise.all(copiers.map(work))
  for (let request = await next(); request; request = await next()) await copy(last, request)
}

/** Whether a connection to MySQL broke, and its snapshot with it. */
export function isLostSource(error: unknown): boolean {
  return error instanceof MigrationError && error.code === 'source-connection-lost'
}
