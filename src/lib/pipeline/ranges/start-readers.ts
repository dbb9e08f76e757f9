import {availableParallelism} from 'node:os'

import {connectionLimit} from '../../mysql/connection-limit.js'
import type {SourceConnection} from '../../mysql/connect.js'
import type {ChosenSource} from '../choose-source.js'
import {startWorkerReader, type WorkerReader} from './worker-reader.js'

/** More than these a server seldom feeds. */
const MOST_READERS = 8

/** How many readers there should be: one for each core that compresses, and no more than half of what the server lets in. */
export async function countReaders(connection: SourceConnection, jobs: number | undefined): Promise<number> {
  if (jobs !== undefined) return jobs
  const cores = Math.max(2, Math.min(MOST_READERS, availableParallelism()))
  return Math.max(1, Math.min(cores, Math.floor((await connectionLimit(connection)) / 2) - 2))
}

/** Starts so many readers, or those of them that the server lets in: reading on fewer is slower, and that is all. */
export async function startReaders({address, tls}: ChosenSource, count: number): Promise<WorkerReader[]> {
  const started = await Promise.allSettled(
    Array.from({length: count}, () => startWorkerReader({address, tls})),
  )
  return started.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
}
