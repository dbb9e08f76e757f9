import {spawn, type ChildProcessByStdio} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {Transform, type Readable, type Writable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {downloadArchive, type Download} from './download-archive.js'
import type {PostgresDatabase} from './postgres-database.js'

type PgRestore = ChildProcessByStdio<Writable, null, Readable>

/** Errors of pg_restore that Heroku's transfer service has always ignored: its role may not run these two statements. */
const OVERLOOKED = /Command was: (COMMENT ON EXTENSION|CREATE (OR REPLACE )?PROCEDURAL LANGUAGE)/

/** What to restore and where, and who is notified. */
export interface RestoreOrder {
  url: string
  target: PostgresDatabase
  pgRestore: string[]
  signal: AbortSignal
  onStart: (contentLength: number) => void
  onBytes: (bytes: number) => void
  onLog: (message: string) => void
}

/** How a restore ended. */
export interface RestoreOutcome {
  succeeded: boolean
  /** The number of ignored errors. */
  warnings: number
}

/**
 * Downloads an archive and pipes it into pg_restore, as Heroku's transfer service does: pg_restore cannot seek in the archive,
 * the role owns nothing but its database, and any error except two kinds is a failure.
 */
export async function runRestore(order: RestoreOrder): Promise<RestoreOutcome> {
  const download = await downloadArchive(order.url, order.signal)
  order.onStart(download.contentLength)
  const child = startPgRestore(order)
  const interrupt = () => child.kill('SIGINT')
  order.signal.addEventListener('abort', interrupt)
  try {
    const tally = readErrors(child, order.onLog)
    const exited = once(child, 'close') as Promise<[number | null]>
    const [complete, [code]] = await Promise.all([feed(download, child, order), exited])
    order.onLog('restore done')
    const {counted, overlooked} = tally
    const harmless = code === 0 || (code === 1 && counted > 0 && counted === overlooked)
    return {succeeded: complete && harmless, warnings: counted}
  } finally {
    order.signal.removeEventListener('abort', interrupt)
  }
}

function startPgRestore({pgRestore, target}: RestoreOrder): PgRestore {
  const options = ['--no-owner', '--no-privileges', '--verbose', '--format', 'custom']
  const connection = ['--username', target.user, '--host', target.host, '--port', `${target.port}`]
  const [program = '', ...words] = pgRestore
  return spawn(program, [...words, ...options, ...connection, '--dbname', target.database], {
    env: {PATH: process.env.PATH, LC_ALL: 'C', PGPASSWORD: target.password},
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

/** Makes every line of stderr a log line; pg_restore's own count at the end says how many were errors. */
function readErrors(
  child: PgRestore,
  onLog: (message: string) => void,
): {counted: number; overlooked: number} {
  const tally = {counted: 0, overlooked: 0}
  createInterface({input: child.stderr}).on('line', line => {
    onLog(line)
    if (OVERLOOKED.test(line)) tally.overlooked++
    const total = /errors ignored on restore: (\d+)/.exec(line)
    if (total) tally.counted = Number(total[1])
  })
  return tally
}

/** Pipes the archive into pg_restore; returns whether all of it arrived, or as much as pg_restore wanted. */
async function feed({chunks}: Download, child: PgRestore, order: RestoreOrder): Promise<boolean> {
  order.onLog('waiting for download to complete')
  const failure = await pipeline(chunks, counting(order.onBytes), child.stdin).catch((error: Error) => error)
  const complete = failure === undefined || isClosedPipe(failure)
  order.onLog(complete ? 'download done' : failure.message)
  order.onLog('waiting for restore to complete')
  return complete
}

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE'
}

function counting(onBytes: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length)
      done(null, chunk)
    },
  })
}
