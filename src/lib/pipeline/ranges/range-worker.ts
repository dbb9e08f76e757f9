import {parentPort, workerData} from 'node:worker_threads'

import type {SegmentPiece} from '../../archive/deflate-segment.js'
import {toErrorData} from '../../core/error-data.js'
import {beginSnapshot} from '../../mysql/snapshot/begin-snapshot.js'
import {connect, type SourceConnection} from '../../mysql/connect.js'
import type {LoadSession} from '../../postgres/load-session.js'
import {condition} from './condition.js'
import type {CopyRequest} from './copy-range.js'
import {rangeToSegment, type RangeRequest} from './range-reader.js'
import {PIECES_AHEAD, type WorkerReply, type WorkerRequest, type WorkerStart} from './worker-message.js'

// The program of a worker thread: it opens a connection of its own and does there what it is asked for.
// `worker-reader.ts` starts it and holds the other end of the port.

const port = parentPort!
const {address, tls} = workerData as WorkerStart
const changed = condition()
let ahead = 0
let target: LoadSession | undefined
/** Progress is sent at most this often: a message costs more than encoding many rows. */
const TELL_EVERY_MS = 100

try {
  const connection = await connect(address, tls)
  port.on('message', (request: WorkerRequest) => {
    answer(connection, request).catch(fail)
  })
  tell({kind: 'connected'})
} catch (error) {
  fail(error)
}

async function answer(connection: SourceConnection, request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case 'begin':
      return tell({kind: 'begun', position: await beginSnapshot(connection, request.tables)})
    case 'ask':
      return ask(connection, request.sql)
    case 'read':
      return read(connection, request.request)
    case 'copy':
      return copy(connection, request.request)
    case 'taken':
      ahead--
      return changed.notify()
    case 'release':
      await target?.close()
      return tell({kind: 'released'})
    case 'close':
      await Promise.all([connection.close(), target?.close()])
      port.close()
  }
}

async function ask(connection: SourceConnection, sql: string): Promise<void> {
  const before = connection.received()
  const answer = await connection.attempt(sql)
  tell({kind: 'answer', answer, received: connection.received() - before})
}

async function read(connection: SourceConnection, request: RangeRequest): Promise<void> {
  for await (const piece of rangeToSegment(connection, request)) {
    await changed.until(() => ahead < PIECES_AHEAD)
    ahead++
    tell({kind: 'piece', piece}, ownMemory(piece))
  }

  tell({kind: 'end'})
}

async function copy(connection: SourceConnection, request: CopyRequest): Promise<void> {
  // Loaded only now, because a dump does not need the memory that the Postgres driver takes.
  const {loadSession} = await import('../../postgres/load-session.js')
  const {copyRange} = await import('./copy-range.js')
  target ??= loadSession(request.targetUrl)
  let last = {rows: 0, bytes: 0}
  let toldAt = 0
  const onRows = (rows: number, bytes: number): void => {
    last = {rows, bytes}
    if (performance.now() - toldAt < TELL_EVERY_MS) return
    toldAt = performance.now()
    tell({kind: 'under-way', ...last})
  }
  const copied = await copyRange(connection, target, request, {onRows})
  tell({kind: 'under-way', ...last})
  tell({kind: 'copied', copied})
}

/** A large buffer is handed over with its memory; a small one shares its memory with others and is copied. */
function ownMemory({bytes}: SegmentPiece): ArrayBuffer[] {
  return bytes.length * 2 > bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : []
}

function tell(reply: WorkerReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(reply, transfer)
}

function fail(error: unknown): void {
  tell({kind: 'failed', error: toErrorData(error)})
}
