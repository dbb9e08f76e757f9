import type {SqlSession} from '../connect.js'

/** Runs tasks on several sessions at once, in their order; when one fails no other is begun. */
export async function shareTasks(
  sessions: readonly SqlSession[],
  tasks: ReadonlyArray<(session: SqlSession) => Promise<void>>,
): Promise<void> {
  const waiting = [...tasks]
  const work = async (session: SqlSession): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task(session)
  }
  try {
    await Promise.all(sessions.map(session => work(session)))
  } finally {
    waiting.length = 0
  }
}
