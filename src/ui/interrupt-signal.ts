/**
 * Runs something under a signal that Ctrl-C and SIGTERM abort, so that it can put things back before the process ends.
 * The CLI's own listeners exit at once, before any asynchronous work: they are taken off meanwhile and put back after.
 * A second Ctrl-C ends the process where it stands.
 */
export async function withInterruptSignal<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const restore = (['SIGINT', 'SIGTERM'] as const).map(name =>
    replaceListeners(name, () => interrupt(controller)),
  )
  try {
    return await run(controller.signal)
  } finally {
    for (const put of restore) put()
  }
}

function interrupt(controller: AbortController): void {
  if (controller.signal.aborted) process.exit(15)
  process.stderr.write('\nInterrupted: putting things back. Press Ctrl-C again to stop without that.\n')
  controller.abort()
}

function replaceListeners(name: 'SIGINT' | 'SIGTERM', listener: () => void): () => void {
  const before = process.rawListeners(name)
  process.removeAllListeners(name)
  process.on(name, listener)
  return () => {
    process.removeAllListeners(name)
    for (const old of before) process.on(name, old as () => void)
  }
}
