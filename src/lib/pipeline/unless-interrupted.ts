import {once} from 'node:events'

import {refuseInterrupted} from './run-steps.js'

/** What the work gives, unless the run is interrupted before: then it throws at once, and whoever asked closes the sessions that still work. */
export async function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  // It may fail when nobody waits for it any more.
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
