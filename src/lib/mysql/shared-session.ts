import {sessionPool} from '../core/session-pool.js'
import type {SqlSession} from './connect.js'

/** Combines sessions into one that runs as many statements at once, in the order of the calls; after a failure it starts no more. */
export function sharedSession(sessions: readonly SqlSession[]): SqlSession {
  const pool = sessionPool(sessions, () => false)
  let failure: {error: unknown} | undefined
  const use = <Answer>(ask: (session: SqlSession) => Promise<Answer>): Promise<Answer> =>
    pool.use(async session => {
      if (failure) throw failure.error
      try {
        return await ask(session)
      } catch (error) {
        failure = {error}
        throw error
      }
    })
  return {
    query: (sql, doing) => use(session => session.query(sql, doing)),
    attempt: sql => use(session => session.attempt(sql)),
    received: () => sessions.reduce((sum, session) => sum + session.received(), 0),
  }
}
