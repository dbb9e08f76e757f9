const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/**
 * Runs something with a signal that Ctrl-C, SIGTERM and a closed terminal abort, so that it can clean up before the process ends.
 * The CLI's own listeners exit at once, before any asynchronous work: they are removed in the meantime and restored afterwards.
 * A second Ctrl-C or SIGTERM ends the process at once; `nextCommand` says what to do then.
 */
export async function withInterruptSignal<T>(
  run: (signal: AbortSignal) => Promise<T>,
  nextCommand = '',
): Promise<T> {
  const controller = new AbortController()
  const restore = SIGNALS.map(name =>
    replaceListeners(process, name, () => interrupt(name, controller, nextCommand)),
  )
  try {
    return await run(controller.signal)
  } finally {
    for (const put of restore) put()
  }
}

function interrupt(name: (typeof SIGNALS)[number], controller: AbortController, nextCommand: string): void {
  // There is no terminal any more, and every write fails with EIO.
  if (name === 'SIGHUP') ignoreWriteErrors()
  if (controller.signal.aborted) {
    // A closing terminal sends two of them: one from its shell, and one from the system when the shell has ended.
    if (name === 'SIGHUP') return
    if (nextCommand) process.stderr.write(`\n${nextCommand}\n`)
    process.exit(15)
  }
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
