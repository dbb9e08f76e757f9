import type {BuildTask} from './build-tasks.js'

/** Hands out objects to be built in parallel after the rows. */
export interface BuildQueue {
  /** A task that can be built now; undefined while all remaining ones wait for others. */
  next(): BuildTask | undefined
  done(task: BuildTask): void
  readonly isEmpty: boolean
}

/**
 * Makes a queue that hands out a task when everything that it depends on is built, tasks of large tables first. Two statements
 * that need conflicting locks on a table never run at once: one would wait, or each for the other. Indexes do not conflict with
 * indexes. `weight` is a table's size, by the id of its entry.
 */
export function buildQueue(tasks: readonly BuildTask[], weight: ReadonlyMap<number, number>): BuildQueue {
  const own = new Set(tasks.map(({id}) => id))
  const tablesOf = ({dependsOn}: BuildTask): number[] => dependsOn.filter(id => weight.has(id))
  const heaviness = (task: BuildTask): number => Math.max(0, ...tablesOf(task).map(id => weight.get(id)!))
  const waiting = tasks.toSorted((a, b) => heaviness(b) - heaviness(a))
  const running = new Set<BuildTask>()
  const finished = new Set<number>()
  const conflicts = (task: BuildTask): boolean =>
    [...running].some(
      other =>
        !(task.desc === 'INDEX' && other.desc === 'INDEX') &&
        tablesOf(other).some(id => tablesOf(task).includes(id)),
    )
  const isReady = (task: BuildTask): boolean =>
    task.dependsOn.every(id => !own.has(id) || finished.has(id)) && !conflicts(task)

  return {
    next() {
      const index = waiting.findIndex(isReady)
      if (index === -1) return undefined
      const [task] = waiting.splice(index, 1)
      running.add(task!)
      return task
    },
    done(task) {
      running.delete(task)
      finished.add(task.id)
    },
    get isEmpty() {
      return waiting.length === 0
    },
  }
}
