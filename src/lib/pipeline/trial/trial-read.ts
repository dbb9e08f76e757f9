import type {RangeRequest} from '../ranges/range-reader.js'
import type {WorkerReader} from '../ranges/worker-reader.js'
import type {MigrationPlan} from '../read-plan.js'
import {stretchQueue} from './stretch-queue.js'

/** What a trial read found of one table. */
export interface TableTrial {
  rows: number
  /** Bytes as COPY text. */
  textBytes: number
  /** Bytes in an archive. */
  archiveBytes: number
  /** Times of the stretches that were read while the readers warmed up, when they are slower, and of those afterwards. */
  cold: BusyTime[]
  warm: BusyTime[]
  /** The beginning of each stretch, compressed. */
  beginnings: Buffer[]
}

/** How long a reader was busy with some COPY text while the others were busy, too. */
export interface BusyTime {
  textBytes: number
  seconds: number
}

/** What was read, by Postgres table; a table is missing if there was no time for it. */
export type Trial = Map<string, TableTrial>

/** How long the trial may last. A reader that is still busy a little later is abandoned. */
const SECONDS = 2.5
const GRACE_MS = 1000
const WARM_UP_MS = 700
/** How many bytes of each stretch are kept: a few hundred rows, or a few wide ones. */
const BEGINNING_BYTES = 1 << 15
const BEGINNING_ROWS = 4
const LONGEST_BEGINNING = 1 << 20

/**
 * Reads and converts stretches of every table as the migration will, on the same readers and with the same compression. It ends
 * after a few seconds, however large or slow the source is; the readers cannot be used afterwards. Changes nothing.
 * `bytes` is about how much is read at most.
 */
export async function trialRead(
  readers: readonly WorkerReader[],
  plan: MigrationPlan,
  signal: AbortSignal,
  bytes?: number,
): Promise<Trial> {
  const trial: Trial = new Map()
  const started = performance.now()
  const elapsed = (): number => performance.now() - started
  const isOver = (): boolean => signal.aborted || elapsed() > SECONDS * 1000
  const queue = stretchQueue(plan, bytes)
  const work = async (reader: WorkerReader): Promise<void> => {
    const latency = await roundTrip(reader)
    for (;;) {
      const request = isOver() ? undefined : await queue.next(reader)
      if (!request) return
      const isWarm = elapsed() > WARM_UP_MS
      const began = performance.now()
      const {beginning, ...read} = await readStretch(reader, request, isOver)
      const busy = performance.now() - began
      const time = {textBytes: read.textBytes, seconds: Math.max(busy - latency, busy / 10) / 1000}
      add(trial, request.copy.target, {
        ...read,
        cold: isWarm ? [] : [time],
        warm: isWarm ? [time] : [],
        beginnings: [beginning],
      })
    }
  }

  const timer = setTimeout(
    () => {
      for (const reader of readers) reader.close().catch(() => {})
    },
    SECONDS * 1000 + GRACE_MS,
  )
  try {
    // If a reader fails, the others do the rest: a real fault will show in the migration itself.
    await Promise.allSettled(readers.map(reader => work(reader)))
    return trial
  } finally {
    clearTimeout(timer)
  }
}

/** In milliseconds: how long each stretch waits for its first row; a whole range does so only once. */
async function roundTrip(reader: WorkerReader): Promise<number> {
  const began = performance.now()
  await reader.query('SELECT 1')
  return performance.now() - began
}

async function readStretch(
  reader: WorkerReader,
  request: RangeRequest,
  isOver: () => boolean,
): Promise<Pick<TableTrial, 'archiveBytes' | 'rows' | 'textBytes'> & {beginning: Buffer}> {
  const read = {rows: 0, textBytes: 0, archiveBytes: 0}
  let beginning: Buffer | undefined
  for await (const {bytes, rows, textBytes} of reader.read(request)) {
    beginning ??= beginningOf(bytes, rows)
    read.rows += rows
    read.textBytes += textBytes
    read.archiveBytes += bytes.length
    // Leaving early would close the reader's connection, so it happens only at the end.
    if (isOver()) break
  }

  return {...read, beginning: beginning ?? Buffer.alloc(0)}
}

/** A copy, so that the memory of the rest can be freed. */
function beginningOf(bytes: Buffer, rows: number): Buffer {
  const wanted = Math.max(BEGINNING_BYTES, (bytes.length / Math.max(1, rows)) * BEGINNING_ROWS)
  return Buffer.from(bytes.subarray(0, Math.min(wanted, LONGEST_BEGINNING)))
}

function add(trial: Trial, target: string, more: TableTrial): void {
  const before = trial.get(target)
  if (!before) {
    trial.set(target, more)
    return
  }

  before.rows += more.rows
  before.textBytes += more.textBytes
  before.archiveBytes += more.archiveBytes
  before.cold.push(...more.cold)
  before.warm.push(...more.warm)
  before.beginnings.push(...more.beginnings)
}
