import {availableParallelism} from 'node:os'

import {connectionLimit} from '../../mysql/connection-limit.js'
import type {SourceConnection} from '../../mysql/connect.js'
import type {ChosenSource} from '../choose-source.js'
import {startWorkerReader, type WorkerReader} from './worker-reader.js'

/** A server can seldom supply more readers than these. */
const MOST_READERS = 8

/** Decides how many readers to start: one for each core, since they compress, and at most half of the connections that the server allows. */
export async function countReaders(connection: SourceConnection, jobs: number | undefined): Promise<number> {
  if (jobs !== undefined) return jobs
  const cores = Math.max(2, Math.min(MOST_READERS, availableParallelism()))
  return Math.max(1, Math.min(cores, Math.floor((await connectionLimit(connection)) / 2) - 2))
}

/** Starts `count` readers, or as many of them as the server allows: fewer readers are only slower. */
export async function startReaders({address, tls}: ChosenSource, count: number): Promise<WorkerReader[]> {
  const started = await Promise.allSettled(
    Array.from({length: count}, () => startWorkerReader({address, tls})),
  )
  return started.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
}
