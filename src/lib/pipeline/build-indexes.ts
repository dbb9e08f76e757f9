import {buildQueue, type BuildQueue} from '../core/ddl/build-queue.js'
import {type BuildTask, buildTasks} from '../core/ddl/build-tasks.js'
import {buildObject} from '../postgres/build-object.js'
import {freeConnections} from '../postgres/free-connections.js'
import {type LoadSession, loadSession} from '../postgres/load-session.js'
import {condition} from './ranges/condition.js'
import {isLostTarget} from './ranges/copy-range.js'
import {tableSizes} from './ranges/copy-requests.js'
import type {Moved} from './moved.js'
import type {Prepared} from './prepare-target.js'
import type {MigrationPlan} from './read-plan.js'
import {interrupted, refuseInterrupted, type StepTools} from './run-steps.js'

/** More builds at once would only slow down a small server. */
export const MOST_BUILDERS = 8
/** How often an object is attempted when its connection is lost. */
const ATTEMPTS = 5

/** Builds everything that an archive restores after the rows, over several connections, and analyzes the tables. */
export async function buildIndexes(
  {target, moved}: Prepared & Moved,
  {report, signal}: StepTools,
): Promise<{built: number}> {
  const tasks = buildTasks(moved.entries)
  const sessions = await openSessions(target.url)
  const close = async (): Promise<void> => {
    await Promise.all(sessions.map(session => session.close()))
  }
  const abort = (): void => {
    close().catch(() => {})
  }
  signal.addEventListener('abort', abort, {once: true})
  try {
    await buildAll(buildQueue(tasks, tableWeights(moved)), sessions, {report, signal})
    return {built: tasks.length}
  } finally {
    signal.removeEventListener('abort', abort)
    await close()
  }
}

/** Makes as many sessions as may build at once. The first is already connected; the others connect when there is work for them. */
async function openSessions(url: string): Promise<LoadSession[]> {
  const first = loadSession(url)
  const free = await freeConnections(await first.client())
  const others = Array.from({length: Math.min(MOST_BUILDERS - 1, free)}, () => loadSession(url))
  return [first, ...others]
}

/** After a failure nothing new is started; the failure is thrown when everything that is running has ended. */
async function buildAll(
  queue: BuildQueue,
  sessions: readonly LoadSession[],
  {report, signal}: Pick<StepTools, 'report' | 'signal'>,
): Promise<void> {
  const changed = condition()
  let failed = false
  const work = async (session: LoadSession): Promise<void> => {
    for (;;) {
      let task: BuildTask | undefined
      await changed.until(() => {
        task = failed ? undefined : queue.next()
        return task !== undefined || failed || queue.isEmpty
      })
      if (!task) return
      report({kind: 'progress', text: `${task.desc.toLowerCase()} ${task.tag}`})
      try {
        await buildPatiently(session, task, signal)
        queue.done(task)
      } catch (error) {
        failed = true
        throw error
      } finally {
        changed.notify()
      }
    }
  }

  const ended = await Promise.allSettled(sessions.map(session => work(session)))
  const failure = ended.find(result => result.status === 'rejected')
  if (failure) throw failure.reason
}

async function buildPatiently(session: LoadSession, task: BuildTask, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    refuseInterrupted(signal)
    try {
      return await buildObject(await session.client(), task, attempt > 1)
    } catch (error) {
      if (signal.aborted) throw interrupted()
      if (!isLostTarget(error) || attempt === ATTEMPTS) throw error
      await session.close()
    }
  }
}

/** The size of each table in MySQL, by the id of its entry. */
function tableWeights(plan: MigrationPlan): Map<number, number> {
  const sizes = tableSizes(plan)
  const tables = plan.entries.filter(({desc}) => desc === 'TABLE')
  return new Map(tables.map(({id, tag}) => [id, sizes.get(tag) ?? 0]))
}
