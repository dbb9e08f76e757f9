import type {ArchiveBytes} from '../../archive/write-archive.js'
import {MigrationError} from '../../core/migration-error.js'
import type {Problem} from '../../core/problem.js'
import {locateBucket} from '../../storage/bucket.js'
import {checkBucket} from '../../storage/check-bucket.js'
import {openBucket} from '../../storage/open-bucket.js'
import {uploadObject} from '../../storage/upload-object.js'
import {writeDescriptor} from './write-descriptor.js'
import {checkFile, isReplaced, outputError, writeFile} from './write-file.js'

/** An archive, and the listener for how many bytes of it have arrived in a bucket. */
export type OutgoingArchive = ArchiveBytes & {uploaded?: (bytes: number) => void}

/** A place to write an archive to. */
export interface ArchiveOutput {
  /** Finds what would prevent the archive from being written, before anything is read. */
  check: () => Promise<Problem[]>
  /** Whether what has been written can be discarded and written again. */
  canStartOver: () => Promise<boolean>
  /** Writes the archive and returns its size in bytes; leaves nothing behind when it fails. */
  write: (archive: OutgoingArchive, estimatedBytes: number, signal: AbortSignal) => Promise<number>
}

/** Finds the place that `--output` names: a file, `-` for stdout, or `s3://bucket/key`. Throws `bad-bucket`. */
export function archiveOutput(output: string, s3Endpoint?: string): ArchiveOutput {
  if (output === '-')
    return {
      check: async () => [],
      canStartOver: async () => false,
      write: ({bytes}, _, signal) => writeStdout(bytes, signal),
    }
  if (output.startsWith('s3://')) return objectOutput(output, s3Endpoint)
  return {
    check: () => checkFile(output),
    canStartOver: () => isReplaced(output),
    write: (archive, _, signal) => writeFile(output, archive, signal),
  }
}

const STDOUT = 1

/** Writes straight to the file descriptor: the CLI holds back what is written to the stdout stream while a spinner turns. */
async function writeStdout(bytes: ArchiveBytes['bytes'], signal: AbortSignal): Promise<number> {
  try {
    return await writeDescriptor(STDOUT, bytes, signal)
  } catch (error) {
    throw outputError(error, 'to stdout')
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
    canStartOver: async () => true,
    async write({bytes, head, uploaded: onProgress}, estimatedBytes, signal) {
      const options = {estimatedBytes, head, signal, onProgress}
      const uploaded = await uploadObject(await openBucket(location), key, bytes, options)
      return uploaded.bytes
    },
  }
}
