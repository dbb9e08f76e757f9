import {setTimeout as sleep} from 'node:timers/promises'

import {connect, type SourceConnection} from '../../mysql/connect.js'
import {openLiveReader, type TargetReader} from '../../postgres/open-readers.js'
import type {ChosenSource} from '../choose-source.js'

/** A look at both databases as they are now; the comparison itself sees them as they were. */
export interface SecondLook {
  /** Connects at the first call, which is a moment after rows were found to differ. */
  now(): Promise<{mysql: SourceConnection; postgres: TargetReader}>
  close(): Promise<void>
}

/** Longer than a write takes to reach the other database, or the next statement. */
const MOMENT_MS = 1000

export function secondLook({address, tls}: ChosenSource, url: string): SecondLook {
  let opened: ReturnType<SecondLook['now']> | undefined
  const open = async (): ReturnType<SecondLook['now']> => {
    await sleep(MOMENT_MS)
    const mysql = await connect(address, tls)
    try {
      return {mysql, postgres: await openLiveReader(url)}
    } catch (error) {
      await mysql.close()
      throw error
    }
  }

  return {
    now() {
      opened ??= open()
      return opened
    },
    async close() {
      const sessions = await opened?.catch(() => undefined)
      await Promise.all([sessions?.mysql.close(), sessions?.postgres.close()])
    },
  }
}
