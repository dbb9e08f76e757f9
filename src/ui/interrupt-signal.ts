const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/**
 * Runs something under a signal that Ctrl-C, SIGTERM and a closed terminal abort, so that it can put things back before the process ends.
 * The CLI's own listeners exit at once, before any asynchronous work: they are taken off meanwhile and put back after.
 * A second signal ends the process where it stands.
 */
export async function withInterruptSignal<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const restore = SIGNALS.map(name => replaceListeners(process, name, () => interrupt(name, controller)))
  try {
    return await run(controller.signal)
  } finally {
    for (const put of restore) put()
  }
}

function interrupt(name: (typeof SIGNALS)[number], controller: AbortController): void {
  if (controller.signal.aborted) process.exit(15)
  // Nobody reads what is printed any more, and every write fails with EIO.
  if (name === 'SIGHUP') ignoreWriteErrors()
  process.stderr.write(
    '\nInterrupted: stopping, and putting back what was changed. Press Ctrl-C again to stop without that.\n',
  )
  controller.abort()
}

function ignoreWriteErrors(): void {
  for (const stream of [process.stdout, process.stderr]) replaceListeners(stream, 'error', () => {})
}

function replaceListeners(emitter: NodeJS.EventEmitter, name: string, listener: () => void): () => void {
  const before = emitter.rawListeners(name)
  emitter.removeAllListeners(name)
  emitter.on(name, listener)
  return () => {
    emitter.removeAllListeners(name)
    for (const old of before) emitter.on(name, old as () => void)
  }
}
