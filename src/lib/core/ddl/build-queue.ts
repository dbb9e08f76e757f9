import type {BuildTask} from './build-tasks.js'

/** Objects that are built side by side on finished rows. */
export interface BuildQueue {
  /** One that can be built now; undefined while all that is left waits for others. */
  next(): BuildTask | undefined
  done(task: BuildTask): void
  readonly isEmpty: boolean
}

/**
 * Gives out tasks when what they depend on stands, those of large tables first. Two statements that would lock one table
 * against each other are never out at once: they would only wait, or wait for one another. Indexes get along with indexes.
 * `weight` is a table's size, by the id of its entry.
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
