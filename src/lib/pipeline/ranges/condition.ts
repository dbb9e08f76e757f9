/** Lets code wait for a state that other code brings about. */
export interface Condition {
  /** Resolves when it is true, now or after a `notify`. */
  until(isTrue: () => boolean): Promise<void>
  /** Makes everybody who waits look again. */
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
