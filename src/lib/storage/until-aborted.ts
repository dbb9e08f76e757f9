import {once} from 'node:events'

/**
 * Passes a stream on until the signal aborts, even while the stream hangs; it is then asked to end, but not waited for.
 * Throws the signal's reason.
 * @yields what the stream yields
 */
export async function* untilAborted<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      const {done, value} = await orAbort(() => iterator.next(), signal)
      if (done) {
        ended = true
        return
      }
      yield value
    }
  } finally {
    if (!ended) iterator.return?.().catch(() => {})
  }
}

/** Adds a listener for each call: reactions to a single promise that lives as long as the stream would pile up. */
async function orAbort<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  const answered = new AbortController()
  const aborted = once(signal, 'abort', {signal: answered.signal})
  aborted.catch(() => {})
  try {
    const first = await Promise.race([ask(), aborted])
    signal.throwIfAborted()
    return first as Answer
  } finally {
    answered.abort()
  }
}
