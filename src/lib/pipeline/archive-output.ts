import type {Buffer} from 'node:buffer'
import {constants, createWriteStream} from 'node:fs'
import {access, rename, rm, stat} from 'node:fs/promises'
import path from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'

import {MigrationError} from '../core/migration-error.js'
import type {Problem} from '../core/problem.js'
import {locateBucket} from '../storage/bucket.js'
import {checkBucket} from '../storage/check-bucket.js'
import {openBucket} from '../storage/open-bucket.js'
import {uploadObject} from '../storage/upload-object.js'

/** A place that an archive is written to. */
export interface ArchiveOutput {
  /** What would keep the archive from being written; looked at before anything is read. */
  check: () => Promise<Problem[]>
  /** Takes the archive there and gives its size in bytes; leaves nothing behind when it fails. */
  write: (bytes: AsyncGenerator<Buffer>, estimatedBytes: number, signal: AbortSignal) => Promise<number>
}

/** Where `--output` says: a file, `-` for stdout, or `s3://bucket/key`. Throws `bad-bucket`. */
export function archiveOutput(output: string, s3Endpoint?: string): ArchiveOutput {
  if (output === '-') return {check: async () => [], write: bytes => writeStdout(bytes)}
  if (output.startsWith('s3://')) return objectOutput(output, s3Endpoint)
  return {
    check: () => fileProblems(output),
    write: (bytes, _, signal) => writeFile(output, bytes, signal),
  }
}

const STDOUT = 1

/** Straight to the file descriptor: the CLI holds back what is written to the stream of stdout while a spinner turns. */
async function writeStdout(bytes: AsyncGenerator<Buffer>): Promise<number> {
  const sink = createWriteStream('', {fd: STDOUT, autoClose: false})
  await pipeline(Readable.from(bytes, {objectMode: false, highWaterMark: 1}), sink)
  return sink.bytesWritten
}

/** The file appears under its name when it is whole. */
async function writeFile(file: string, bytes: AsyncGenerator<Buffer>, signal: AbortSignal): Promise<number> {
  const partial = `${file}.partial`
  try {
    await pipeline(Readable.from(bytes), createWriteStream(partial, {mode: 0o600}), {signal})
    await rename(partial, file)
    return (await stat(file)).size
  } catch (error) {
    await rm(partial, {force: true})
    throw fileError(error, file)
  }
}

function fileError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof MigrationError || !('syscall' in error)) return error
  return new MigrationError(`Couldn't write ${file}: ${error.message}.`, {code: 'output-failed'})
}

async function fileProblems(file: string): Promise<Problem[]> {
  try {
    await access(path.dirname(path.resolve(file)), constants.W_OK)
    return []
  } catch {
    const what = `Couldn't write into the folder ${path.dirname(file)}.`
    return [{code: 'output-failed', what, remedy: 'Name a folder that exists and that you may write to'}]
  }
}

function objectOutput(url: string, s3Endpoint?: string): ArchiveOutput {
  const location = locateBucket(url, {}, s3Endpoint)
  const key = location.prefix
  if (key === '')
    throw new MigrationError(`${url} names a bucket but no object.`, {
      code: 'bad-bucket',
      suggestions: [`Give the object a name: --output s3://${location.bucket}/app.dump`],
    })
  return {
    check: async () => checkBucket(await openBucket(location), 0),
    async write(bytes, estimatedBytes, signal) {
      const uploaded = await uploadObject(await openBucket(location), key, bytes, {estimatedBytes, signal})
      return uploaded.bytes
    },
  }
}
