import type {SqlSession} from './connect.js'

/**
 * Several sessions as one that runs as many statements at once, in the order in which they were asked for. After a failure
 * no other is begun.
 */
export function sharedSession(sessions: readonly SqlSession[]): SqlSession {
  const free = [...sessions]
  const waiting: Array<(session: SqlSession) => void> = []
  let failure: {error: unknown} | undefined
  const next = (): Promise<SqlSession> =>
    new Promise(resolve => {
      waiting.push(resolve)
    })
  const use = async <Answer>(ask: (session: SqlSession) => Promise<Answer>): Promise<Answer> => {
    const session = free.pop() ?? (await next())
    try {
      if (failure) throw failure.error
      return await ask(session)
    } catch (error) {
      failure ??= {error}
      throw error
    } finally {
      const wake = waiting.shift()
      if (wake) wake(session)
      else free.push(session)
    }
  }

  return {
    query: (sql, doing) => use(session => session.query(sql, doing)),
    attempt: sql => use(session => session.attempt(sql)),
    received: () => sessions.reduce((sum, session) => sum + session.received(), 0),
  }
}
