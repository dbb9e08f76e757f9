/** Lets code wait for a state that other code changes. */
export interface Condition {
  /** Resolves when `isTrue` returns true, now or after a `notify`. */
  until(isTrue: () => boolean): Promise<void>
  /** Makes everybody who is waiting check again. */
  notify(): void
}

export function condition(): Condition {
  let waiting: Array<() => void> = []
  return {
    async until(isTrue) {
      while (!isTrue())
        await new Promise<void>(resolve => {
          waiting.push(resolve)
        })
    },
    notify() {
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
  }
}
