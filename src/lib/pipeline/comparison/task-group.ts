/** Tasks that run at the same time. */
export interface TaskGroup {
  /** Starts a task when there is room; throws if one has failed. */
  start(task: () => Promise<void>): Promise<void>
  /** Waits for all started tasks, and throws the first error. */
  end(): Promise<void>
}

/** Makes a group that runs at most `limit` tasks at once; after an error no other is started. */
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
