import {once} from 'node:events'

import {refuseInterrupted} from './run-steps.js'

/** Returns the result of the work, but throws at once if the run is interrupted; the caller then closes sessions that are still busy. */
export async function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  // It may still fail after nobody waits for it any more.
  work.catch(() => {})
  const ended = new AbortController()
  const aborted = once(signal, 'abort', {signal: ended.signal}).catch(() => {})
  try {
    if (!signal.aborted) await Promise.race([work, aborted])
    refuseInterrupted(signal)
    return await work
  } finally {
    ended.abort()
  }
}
