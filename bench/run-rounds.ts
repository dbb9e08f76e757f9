import {missingPrograms} from './choose-contestants.js'
import type {Contestant} from './contestant.js'
import type {Result, Round} from './goals.js'
import {measure} from './measure.js'

/** The results of all rounds, and what did not run. */
export interface Rounds {
  rounds: Round[]
  missing: string[]
}

/** Runs `count` rounds of all contestants, one after the other. One that fails is left out afterwards, with those that need its output. */
export async function runRounds(
  contestants: Contestant[],
  count: number,
  report: (line: string) => void,
): Promise<Rounds> {
  const failed = new Map<string, string>()
  const rounds: Round[] = []
  for (let number = 1; number <= count; number++) {
    const round: Round = {}
    rounds.push(round)
    for (const contestant of contestants) {
      const {name} = contestant
      if (failed.has(name)) continue
      try {
        refuseUnready(contestant, failed)
        const result = await runOnce(contestant)
        round[name] = result
        report(`${number}/${count} ${name}: ${result.seconds.toFixed(2)} s`)
      } catch (error) {
        failed.set(name, (error as Error).message)
        report(`${number}/${count} ${name}: ${(error as Error).message}`)
      }
    }
  }

  return {rounds, missing: [...failed].map(([name, why]) => `${name}: ${why.split('\n')[0]}`)}
}

async function runOnce({prepare, command, options, result}: Contestant): Promise<Result> {
  await prepare?.()
  const run = await measure(command(), options)
  return {...run.cost, ...(await result?.(run))}
}

function refuseUnready(contestant: Contestant, failed: Map<string, string>): void {
  const [missing] = missingPrograms([contestant])
  if (missing) throw new Error(`${missing} is not installed`)
  const needed = contestant.after?.find(name => failed.has(name))
  if (needed) throw new Error(`it needs what ${needed} makes`)
}
