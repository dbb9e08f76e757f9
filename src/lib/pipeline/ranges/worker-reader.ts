import {Buffer} from 'node:buffer'
import {once} from 'node:events'
import {Worker} from 'node:worker_threads'

import type {SegmentPiece} from '../../archive/deflate-segment.js'
import {fromErrorData, toErrorData} from '../../core/error-data.js'
import {MigrationError} from '../../core/migration-error.js'
import type {SnapshotMember} from '../../mysql/snapshot/begin-together.js'
import type {Attempt, SqlSession} from '../../mysql/connect.js'
import {queryError} from '../../mysql/translate-error.js'
import {condition} from './condition.js'
import type {RangeCopier} from './copy-range.js'
import type {RangeReader} from './range-reader.js'
import type {WorkerReply, WorkerRequest, WorkerStart} from './worker-message.js'

/** A reader in a worker thread, with a connection that can take part in a snapshot and be queried. */
export interface WorkerReader extends RangeCopier, RangeReader, SnapshotMember, SqlSession {
  /** Ends the thread and its connection, whatever they are doing. */
  close(): Promise<void>
}

const PROGRAM = new URL('range-worker.js', import.meta.url)
/**
 * A socket's buffers are freed with the small objects that point at them, so these are collected often: a dump takes about
 * 15 MB less than with V8's 48 MB, in the same time.
 */
const LIMITS = {maxYoungGenerationSizeMb: 2}
/** How long a connection may take to close. */
const CLOSE_MS = 2000

/** Starts a thread and connects in it. Rejects as `connect` does, and then leaves nothing behind. */
export async function startWorkerReader(start: WorkerStart): Promise<WorkerReader> {
  const thread = startThread(start)
  let bytes = 0
  const attempt = async <Row extends object>(sql: string): Promise<Attempt<Row>> => {
    thread.ask({kind: 'ask', sql})
    for (;;) {
      const reply = await thread.reply()
      if (reply.kind !== 'answer') continue
      bytes += reply.received
      return reply.answer as Attempt<Row>
    }
  }
  const reader: WorkerReader = {
    async begin(tables) {
      thread.ask({kind: 'begin', tables})
      const reply = await thread.reply()
      return reply.kind === 'begun' ? reply.position : undefined
    },
    attempt,
    received: () => bytes,
    async query<Row extends object>(sql: string, doing = 'read from MySQL') {
      const answer = await attempt<Row>(sql)
      if ('refused' in answer) throw queryError(answer.refused, doing)
      return answer.rows
    },
    async *read(request) {
      thread.ask({kind: 'read', request})
      let finished = false
      try {
        for (let reply = await thread.reply(); reply.kind === 'piece'; reply = await thread.reply()) {
          yield received(reply.piece)
          thread.ask({kind: 'taken'})
        }
        finished = true
      } finally {
        if (!finished) await thread.cutOff()
      }
    },
    async copy(request, onRows) {
      thread.ask({kind: 'copy', request})
      for (;;) {
        const reply = await thread.reply()
        if (reply.kind === 'copied') return reply.copied
        if (reply.kind === 'under-way') onRows(reply.rows, reply.bytes)
      }
    },
    async release() {
      thread.ask({kind: 'release'})
      await thread.reply().catch(() => reader.close())
    },
    async close() {
      thread.ask({kind: 'close'})
      const timer = setTimeout(thread.cutOff, CLOSE_MS)
      await thread.ended
      clearTimeout(timer)
    },
  }
  try {
    await thread.reply()
    return reader
  } catch (error) {
    await thread.cutOff()
    throw error
  }
}

interface Thread {
  ask(request: WorkerRequest): void
  /** The next reply; rejects if the thread has failed. */
  reply(): Promise<WorkerReply>
  /** Ends the thread at once, which closes its sockets. */
  cutOff(): Promise<unknown>
  ended: Promise<unknown>
}

function startThread(workerData: WorkerStart): Thread {
  const worker = new Worker(PROGRAM, {workerData, resourceLimits: LIMITS})
  const replies: WorkerReply[] = []
  let failure: MigrationError | undefined
  const changed = condition()
  const fail = (error: MigrationError): void => {
    failure ??= error
    changed.notify()
  }

  worker.on('message', (reply: WorkerReply) => {
    if (reply.kind === 'failed') return fail(fromErrorData(reply.error))
    replies.push(reply)
    changed.notify()
  })
  worker.on('error', error => fail(fromErrorData(toErrorData(error))))
  worker.on('exit', () => fail(new MigrationError('A worker thread ended early.', {code: 'unexpected'})))
  return {
    ask: request => worker.postMessage(request),
    async reply() {
      await changed.until(() => replies.length > 0 || failure !== undefined)
      if (failure) throw failure
      return replies.shift()!
    },
    cutOff: () => worker.terminate(),
    ended: once(worker, 'exit'),
  }
}

/** A buffer arrives from another thread as a plain array. */
function received({bytes, ...piece}: SegmentPiece): SegmentPiece {
  return {...piece, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)}
}
