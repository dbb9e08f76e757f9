/** Sessions that are each used by one task at a time; tasks wait in order for a free one. */
export interface SessionPool<Session> {
  size: number
  use<Result>(task: (session: Session) => Promise<Result>): Promise<Result>
}

/**
 * Makes a pool. A session that is lost drops out, and its task goes to another; when the last one is lost, its error is thrown.
 * The spare session, which may also be in use for something else, is used only when all others are lost.
 */
export function sessionPool<Session>(
  sessions: readonly Session[],
  isLost: (error: unknown) => boolean,
  spare?: Session,
): SessionPool<Session> {
  const idle = [...sessions]
  const spares = spare === undefined ? [] : [spare]
  const waiting: Array<(session: Session) => void> = []
  let alive = sessions.length
  const take = async (): Promise<Session> =>
    idle.pop() ??
    new Promise<Session>(resolve => {
      waiting.push(resolve)
    })
  const give = (session: Session): void => {
    const next = waiting.shift()
    if (next) next(session)
    else idle.push(session)
  }

  return {
    size: sessions.length,
    async use(task) {
      for (;;) {
        const session = await take()
        try {
          const result = await task(session)
          give(session)
          return result
        } catch (error) {
          if (isLost(error) && alive > 1) {
            alive--
            continue
          }
          const next = isLost(error) ? spares.pop() : undefined
          give(next ?? session)
          if (next === undefined) throw error
        }
      }
    },
  }
}
