import type {Buffer} from 'node:buffer'
import {createWriteStream} from 'node:fs'
import {rename, rm, stat} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'

import {MigrationError} from '../core/migration-error.js'
import {locateBucket} from '../storage/bucket.js'
import {checkBucket} from '../storage/check-bucket.js'
import {openBucket} from '../storage/open-bucket.js'
import {uploadObject} from '../storage/upload-object.js'
import type {DumpInput} from './dump.js'
import {refuseProblems} from './refuse-problems.js'
import type {StepTools} from './run-steps.js'

type Write = DumpInput['write']

/** Where `--output` says: a file, `-` for stdout, or `s3://bucket/key`. The size that is returned is in bytes. */
export function archiveOutput(output: string, s3: {endpoint?: string; region?: string}): Write {
  if (output === '-') return bytes => writeTo(STDOUT, bytes)
  if (output.startsWith('s3://'))
    return (bytes, estimate, tools) => upload(output, s3, {bytes, estimate, tools})
  return (bytes, _, {signal}) => writeFile(output, bytes, signal)
}

const STDOUT = 1

/** Straight to the file descriptor: the CLI holds back what is written to the stream of stdout while a spinner turns. */
async function writeTo(fd: number, bytes: AsyncGenerator<Buffer>): Promise<number> {
  const sink = createWriteStream('', {fd, autoClose: false})
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

interface Archive {
  bytes: AsyncGenerator<Buffer>
  estimate: number
  tools: StepTools
}

async function upload(
  url: string,
  {endpoint, region}: {endpoint?: string; region?: string},
  {bytes, estimate, tools}: Archive,
): Promise<number> {
  const {bucket, prefix, ...rest} = locateBucket(url, {}, endpoint)
  if (prefix === '')
    throw new MigrationError(`${url} names a bucket but no object.`, {
      code: 'bad-bucket',
      suggestions: [`Give the object a name: --output s3://${bucket}/app.dump`],
    })
  const opened = await openBucket({bucket, prefix, region, ...rest})
  refuseProblems(await checkBucket(opened, 0), tools.report)
  return (await uploadObject(opened, prefix, bytes, {estimatedBytes: estimate, signal: tools.signal})).bytes
}
