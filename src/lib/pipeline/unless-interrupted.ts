import {once} from 'node:events'

import {refuseInterrupted} from './run-steps.js'

/** The result of the work, unless the run is interrupted first: then it throws at once, and the caller closes the sessions still at work. */
export async function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  // It may still fail when nobody is waiting for it any more.
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
