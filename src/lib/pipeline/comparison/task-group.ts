/** Tasks that run side by side. */
export interface TaskGroup {
  /** Begins a task when there is room; throws when one has failed. */
  start(task: () => Promise<void>): Promise<void>
  /** Waits for all that have begun, and throws the first error. */
  end(): Promise<void>
}

/** At most `limit` tasks at once; after an error no other is begun. */
export function taskGroup(limit: number): TaskGroup {
  const underWay = new Set<Promise<void>>()
  let failure: {error: unknown} | undefined
  const refuseFailed = (): void => {
    if (failure) throw failure.error
  }

  return {
    async start(task) {
      while (underWay.size >= limit) await Promise.race(underWay)
      refuseFailed()
      const running = task()
        .catch((error: unknown) => {
          failure ??= {error}
        })
        .finally(() => underWay.delete(running))
      underWay.add(running)
    },
    async end() {
      await Promise.all(underWay)
      refuseFailed()
    },
  }
}
