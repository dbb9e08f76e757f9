import {before, it} from 'mocha'

/** Runs of the CLI mostly wait for Heroku, so that a few can share a processor. */
const AT_ONCE = 4
const CASE_MS = 120_000

/**
 * Defines one test for each case of a table, under its name. A few run at once, so each needs a sandbox of its own;
 * they are reported in the order of the table.
 */
export function sideBySide<Case extends {name: string}>(
  cases: readonly Case[],
  run: (each: Case) => Promise<void>,
): void {
  const runs = new Map<Case, Promise<void>>()

  before(() => {
    const next = limited(AT_ONCE)
    for (const each of cases) {
      const running = next(() => run(each))
      // Its own test reports the failure; until then nobody listens.
      running.catch(() => {})
      runs.set(each, running)
    }
  })

  for (const each of cases) it(each.name, () => runs.get(each)).timeout(CASE_MS)
}

/** Starts work in the order given, as much at once as allowed. */
function limited(atOnce: number): (work: () => Promise<void>) => Promise<void> {
  let free = atOnce
  const waiting: (() => void)[] = []
  return async work => {
    if (free > 0) free--
    else
      await new Promise<void>(resolve => {
        waiting.push(resolve)
      })
    try {
      await work()
    } finally {
      const wake = waiting.shift()
      if (wake) wake()
      else free++
    }
  }
}
